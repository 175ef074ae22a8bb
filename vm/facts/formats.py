"""The formats that printing helpers take. Source: Linux 6.18, asked by loading bpf_snprintf with each."""

import re
from typing import Final

DIRECTIVE: Final = re.compile(
    rb"%(?:(?P<percent>%)|(?P<flags>[0+\- ]*)(?P<width>[1-9][0-9]*)?"
    rb"(?:(?P<pointer>p(?:[ku]s(?=$|[\s!-/:-@\[-`{-~])|[iI][46][A-Za-z0-9]*|[xKBsS][A-Za-z0-9]*|(?=$|[\s!-/:-@\[-`{-~])))|(?P<string>s(?=$|[\s!-/:-@\[-`{-~]))|(?P<char>c)"
    rb"|(?P<length>ll?)?(?P<number>[diuxX])))"
)
"""One directive: `%%`, or what becomes of one argument."""

UNPRINTABLE: Final = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
"""Bytes that no format may hold."""

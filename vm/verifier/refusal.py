"""How a rule of the verifier says no. Raised deep inside, caught once, at the door.

Refusing is the verifier's answer, not its failure: `verify` turns a `Refuse` into the value `Refused`.
"""


class Refuse(Exception):  # noqa: N818 - it is a verdict, not an error
    """The program is refused.

    code         our stable code of that class of complaint, a row of `vm.facts.rejections`
    errno_name   what bpf(2) answers, e.g. "EACCES"
    lines        the complaint, as the kernel words it, first line to last
    knew         facts about the value complained of, for the explanation: name -> value
    """

    def __init__(self, code: str, errno_name: str, *lines: str, **knew: object) -> None:
        super().__init__(*lines)
        self.code = code
        self.errno_name = errno_name
        self.lines = lines
        self.knew = knew

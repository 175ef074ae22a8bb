"""Facts and protocol in other tongues. `python -m vm.export` writes every generated file of the project.

Generated files are committed; a test proves them fresh.
"""

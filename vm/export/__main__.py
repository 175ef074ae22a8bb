"""`python -m vm.export`: write every generated file."""

from vm.export.files import write

if __name__ == "__main__":
    for path in write():
        print(path)  # noqa: T201  # the command's answer

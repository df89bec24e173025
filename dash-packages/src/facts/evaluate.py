"""Evaluates Python modules of a wheel over their syntax trees, as far as it goes: nothing in the wheel is ever run.

Literals, comprehensions, formatting, and the ways in which package authors read their own version. What cannot be
evaluated is Unknown, and an error only where it is needed.
"""

import ast
import json
import posixpath
import sys
import zipfile


class Unknown(Exception):
    pass


class Handle:
    """An open file of the package."""

    def __init__(self, path):
        self.path = path


class Function:
    """A function without parameters, evaluated where it is called."""

    def __init__(self, module, body):
        self.module, self.body = module, body


class Lazy:
    """A name of another module, looked up when it is used: importing everything would be slow, and go in circles."""

    def __init__(self, path, name):
        self.path, self.name = path, name


# What must be evaluated completely, or not at all.
LISTS = ("_js_dist", "_css_dist")


class Module:
    """One Python module, evaluated as far as it goes."""

    def __init__(self, wheel, path):
        name = path[: -len(".py")].replace("/", ".")
        name = name[: -len(".__init__")] if name.endswith(".__init__") else name
        self.wheel, self.path = wheel, path
        self.names = {"__file__": "/" + path, "__name__": name}
        self.broken = {}
        for statement in wheel.tree(path).body:
            try:
                self.run(statement)
            except Unknown as error:
                self.forget(statement, error)

    def forget(self, statement, error):
        """A name that was set to something unknown must not keep an older value, nor a list a part of itself."""
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                self.names.pop(getattr(target, "id", None), None)
        changed = ast.unparse(statement)
        for name in LISTS:
            if changed.startswith((name + " ", name + ".", name + ":")):
                self.broken[name] = error

    def get(self, name):
        if name in self.broken:
            raise self.broken[name]
        if name not in self.names:
            raise Unknown(f"{self.path}: {name}")
        if isinstance(self.names[name], Lazy):
            lazy = self.names[name]
            self.names[name] = self.wheel.name_in(lazy.path, lazy.name)
        return self.names[name]

    def run(self, node):
        if isinstance(node, ast.Assign):
            value = self.value(node.value)
            for target in node.targets:
                self.assign(target, value)
        elif isinstance(node, ast.AnnAssign) and node.value:
            self.assign(node.target, self.value(node.value))
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
            self.assign(node.target, self.value(node.target) + self.value(node.value))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            self.call_statement(node.value)
        elif isinstance(node, ast.With):
            self.open_with(node)
            for statement in node.body:
                self.run(statement)
        elif isinstance(node, ast.ImportFrom):
            self.import_from(node)
        elif isinstance(node, ast.FunctionDef):
            self.names[node.name] = Function(self, node.body)

    def open_with(self, node):
        for item in node.items:
            if item.optional_vars is not None:
                self.assign(item.optional_vars, self.value(item.context_expr))

    def result(self, body):
        """What a function returns whose statements do nothing else of note."""
        for statement in body:
            if isinstance(statement, ast.Return):
                return self.value(statement.value)
            if isinstance(statement, ast.With):
                self.open_with(statement)
                return self.result(statement.body)
            self.run(statement)
        raise Unknown(f"{self.path}: a function without a result")

    def assign(self, target, value):
        if not isinstance(target, ast.Name):
            raise Unknown(f"{self.path}, line {target.lineno}: assignment")
        self.names[target.id] = value

    def call_statement(self, call):
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("extend", "append"):
            items, argument = self.value(call.func.value), self.value(call.args[0])
            getattr(items, call.func.attr)(argument)

    def import_from(self, node):
        folders = self.path.split("/")[:-1]
        if node.level:
            folders = folders[: len(folders) - node.level + 1]
        elif (node.module or "").split(".")[0] == folders[0]:
            folders = []
        else:
            return
        place = "/".join(folders + (node.module.split(".") if node.module else []))
        for alias in node.names:
            if alias.name == "*":
                names = self.wheel.module(place).names
                self.names.update({k: v for k, v in names.items() if k == "__all__" or k[0] != "_"})
            else:
                self.names[alias.asname or alias.name] = Lazy(place, alias.name)

    def value(self, node, local=None):
        local = local or {}
        again = lambda child: self.value(child, local)
        try:
            if isinstance(node, ast.Constant):
                return node.value
            if isinstance(node, ast.Name):
                return local[node.id] if node.id in local else self.get(node.id)
            if isinstance(node, (ast.List, ast.Tuple)):
                return [again(item) for item in node.elts]
            if isinstance(node, ast.Dict):
                return self.dictionary(node, again)
            if isinstance(node, ast.JoinedStr):
                return "".join(str(again(part)) for part in node.values)
            if isinstance(node, ast.FormattedValue):
                return again(node.value)
            if isinstance(node, ast.BinOp):
                left, right = again(node.left), again(node.right)
                if isinstance(node.op, ast.Add):
                    return left + right
                if isinstance(node.op, ast.Mod) and isinstance(left, str):
                    return left % (tuple(right) if isinstance(right, list) else right)
            if isinstance(node, ast.Compare) and len(node.ops) == 1:
                left, right = again(node.left), again(node.comparators[0])
                operators = {ast.Eq: left == right, ast.NotEq: left != right}
                if type(node.ops[0]) in operators:
                    return operators[type(node.ops[0])]
            if isinstance(node, ast.IfExp):
                return again(node.body) if again(node.test) else again(node.orelse)
            if isinstance(node, ast.Subscript):
                return again(node.value)[again(node.slice)]
            if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
                return self.comprehension(node, local)
            if isinstance(node, ast.Attribute) and isinstance(again(node.value), Module):
                return again(node.value).get(node.attr)
            if isinstance(node, ast.Call):
                return self.call(node, again)
        except Unknown:
            raise
        except Exception as error:
            raise Unknown(f"{self.path}: {error}") from error
        raise Unknown(f"{self.path}, line {node.lineno}: {ast.unparse(node)[:80]}")

    def dictionary(self, node, again):
        found = {}
        for key, value in zip(map(again, node.keys), node.values):
            try:
                found[key] = again(value)
            except Unknown:
                # Where else a file can be had is of no interest, and may need more than this package to know.
                if key != "external_url":
                    raise
        return found

    def comprehension(self, node, local):
        if len(node.generators) != 1:
            raise Unknown("nested comprehension")
        loop, found = node.generators[0], []
        for item in self.value(loop.iter, local):
            inner = dict(local)
            if isinstance(loop.target, ast.Tuple):
                inner.update({name.id: part for name, part in zip(loop.target.elts, item)})
            else:
                inner[loop.target.id] = item
            if all(self.value(test, inner) for test in loop.ifs):
                found.append(self.value(node.elt, inner))
        return found

    def call(self, node, again):
        name = ast.unparse(node.func).lstrip("_")
        arguments = [again(argument) for argument in node.args]
        if name in ("os.path.dirname", "path.dirname"):
            return posixpath.dirname(*arguments)
        if name in ("os.path.abspath", "os.path.realpath", "os.path.normpath"):
            return posixpath.normpath(*arguments)
        if name == "os.path.join":
            return posixpath.join(*arguments)
        if name == "open":
            return Handle(arguments[0].lstrip("/"))
        if name == "json.load":
            return json.loads(self.wheel.text(arguments[0].path))
        if name == "json.loads":
            return json.loads(arguments[0])
        if name == "str":
            return str(arguments[0])
        if isinstance(node.func, ast.Name) and not arguments and isinstance(self.get(node.func.id), Function):
            function = self.get(node.func.id)
            return function.module.result(function.body)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "read":
            return self.wheel.text(again(node.func.value).path)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "replace", "join", "get", "split", "strip"):
            keywords = {keyword.arg: again(keyword.value) for keyword in node.keywords}
            return getattr(again(node.func.value), node.func.attr)(*arguments, **keywords)
        raise Unknown(f"{self.path}, line {node.lineno}: call of {name}")


class Wheel:
    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        self.files = set(self.archive.namelist())
        self.modules = {}

    def has(self, path):
        return path in self.files

    def text(self, path):
        return self.archive.read(path).decode("utf-8")

    def tree(self, path):
        return ast.parse(self.text(path), path)


    def module(self, place):
        """The module at a path without its ending."""
        path = place + ".py" if self.has(place + ".py") else place + "/__init__.py"
        if not self.has(path) or self.modules.get(path, self) is None:
            raise Unknown(f"import of {place}")
        if path not in self.modules:
            # Seen again before it is done, it is imported in a circle.
            self.modules[path] = None
            self.modules[path] = Module(self, path)
        return self.modules[path]

    def name_in(self, place, name):
        if self.has(f"{place}/{name}.py") or self.has(f"{place}/{name}/__init__.py"):
            return self.module(f"{place}/{name}")
        return self.module(place).get(name)



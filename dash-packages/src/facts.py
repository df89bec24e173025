"""Prints what a wheel says about its component modules, as JSON. Nothing in the wheel is ever run.

Usage: python3 -I -S -c "$(cat facts.py)" WHEEL NAME

What `__init__.py` computes is evaluated over its syntax tree: literals, comprehensions, formatting and the ways in
which package authors read their own version. What cannot be evaluated is Unknown; only an Unknown script list is an
error.
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


class Module:
    """One Python module, evaluated as far as it goes."""

    def __init__(self, wheel, path, name):
        self.wheel, self.path, self.name = wheel, path, name
        self.names = {"__file__": "/" + path, "__name__": name}
        self.functions = {}
        for statement in wheel.tree(path).body:
            try:
                self.run(statement)
            except Unknown:
                # A name that was set to something unknown must not keep an older value.
                if isinstance(statement, ast.Assign):
                    for target in statement.targets:
                        if isinstance(target, ast.Name):
                            self.names.pop(target.id, None)

    def get(self, name):
        if name not in self.names:
            raise Unknown(f"{self.path}: {name}")
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
            for item in node.items:
                if item.optional_vars is not None:
                    self.assign(item.optional_vars, self.value(item.context_expr))
            for statement in node.body:
                self.run(statement)
        elif isinstance(node, ast.ImportFrom) and node.level:
            self.import_from(node)
        elif isinstance(node, ast.FunctionDef):
            self.functions[node.name] = node

    def assign(self, target, value):
        if isinstance(target, ast.Name):
            self.names[target.id] = value
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            if not isinstance(target.slice, ast.Slice):
                raise Unknown("assignment to an item")
            self.names[target.value.id] = value
        else:
            raise Unknown("assignment")

    def call_statement(self, call):
        if not isinstance(call.func, ast.Attribute) or call.func.attr not in ("extend", "append"):
            return
        items, argument = self.value(call.func.value), self.value(call.args[0])
        getattr(items, call.func.attr)(argument)

    def import_from(self, node):
        folder = posixpath.dirname(self.path)
        for _ in range(node.level - 1):
            folder = posixpath.dirname(folder)
        path = posixpath.join(folder, *(node.module or "").split("."))
        path = path + ".py" if self.wheel.has(path + ".py") else posixpath.join(path, "__init__.py")
        if not self.wheel.has(path) or path == self.path:
            return
        module = Module(self.wheel, path, node.module or "")
        for alias in node.names:
            if alias.name == "*":
                self.names.update({k: v for k, v in module.names.items() if k == "__all__" or k[0] != "_"})
            elif alias.name in module.names:
                self.names[alias.asname or alias.name] = module.names[alias.name]

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
                return {again(key): again(item) for key, item in zip(node.keys, node.values)}
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
            if isinstance(node, ast.Call):
                return self.call(node, again)
        except Unknown:
            raise
        except Exception as error:
            raise Unknown(f"{self.path}: {error}") from error
        raise Unknown(f"{self.path}, line {node.lineno}: {ast.unparse(node)[:80]}")

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
        if name == "str":
            return str(arguments[0])
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "replace", "join", "get", "split", "strip"):
            keywords = {keyword.arg: again(keyword.value) for keyword in node.keywords}
            return getattr(again(node.func.value), node.func.attr)(*arguments, **keywords)
        raise Unknown(f"{self.path}, line {node.lineno}: call of {name}")


class Wheel:
    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        self.files = set(self.archive.namelist())

    def has(self, path):
        return path in self.files

    def text(self, path):
        return self.archive.read(path).decode("utf-8")

    def tree(self, path):
        return ast.parse(self.text(path), path)


def as_list(value):
    return value if isinstance(value, list) else [value]


def entries(wheel, resources, suite):
    """The registered files that exist, each with when it is a tag; and the attributes of tags by path."""
    found, attributes = [], {}

    def add(kind, path):
        # Some lists name files that were never shipped.
        if wheel.has(f"{suite}/{path}"):
            found.append([kind, path])

    for resource in resources:
        if resource.get("namespace", suite) != suite:
            raise Unknown(f"a resource of {resource['namespace']} in the list of {suite}")
        normal = as_list(resource.get("relative_package_path") or [])
        dev = as_list(resource.get("dev_package_path") or [])
        kind = "eager"
        if resource.get("dynamic"):
            kind = "dynamic"
        elif resource.get("async"):
            kind = "async"
        if kind == "eager" and dev:
            kinds = ("prod", "dev")
        else:
            kinds = (kind, kind)
        for path in normal:
            add(kinds[0], path)
        for path in dev:
            add(kinds[1], path)
        for path in normal + dev:
            if resource.get("attributes"):
                attributes[path] = resource["attributes"]
    return found, attributes


def react(wheel):
    """The files that come before everything: a function of the renderer's module builds the list from a version."""
    path = "dash/_dash_renderer.py"
    module = Module(wheel, path, "dash._dash_renderer")
    versions = [
        [argument.value for argument in node.args]
        for node in ast.walk(wheel.tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "_set_react_version"
        and all(isinstance(argument, ast.Constant) for argument in node.args)
    ]
    body = module.functions["_set_react_version"].body
    built = [s.value for s in body if isinstance(s, ast.Assign) and "_js_dist_dependencies" in ast.unparse(s.targets[0])]
    if not versions or not built:
        raise Unknown(f"{path}: the list of React's files")
    react_version, dom_version = versions[-1][0], versions[-1][-1]
    paths = module.value(built[0], {"v_react": react_version, "v_reactdom": dom_version})[0]["relative_package_path"]
    found = []
    for prod, dev in zip(paths["prod"], paths["dev"]):
        found += [["eager", prod]] if prod == dev else [["prod", prod], ["dev", dev]]
    return found, module


NAMES = {"str": "string", "bool": "bool", "int": "number", "float": "number", "dict": "object", "list": "array"}


def annotation(node, shapes):
    """A type in the words of metadata.json, no deeper than one level."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {"name": "shape"} if node.value in shapes else {"name": "any"}
    text = ast.unparse(node)
    text = text[len("typing.") :] if text.startswith("typing.") else text
    if isinstance(node, ast.Subscript):
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        outer = text.split("[")[0]
        if outer == "Optional":
            return annotation(inner[0], shapes)
        if outer == "Union":
            return {"name": "union", "value": [annotation(part, shapes) for part in inner]}
        if outer == "Literal":
            if all(isinstance(part, ast.Constant) for part in inner):
                return {"name": "enum", "value": [part.value for part in inner]}
        if outer == "Dict":
            return {"name": "object"}
        return {"name": "array" if outer in ("Sequence", "List") else "any"}
    if text == "NumberType":
        return {"name": "number"}
    if text == "ComponentType":
        return {"name": "node"}
    return {"name": "shape" if text in shapes else NAMES.get(text, "any")}


def documented(kind):
    """The same form from metadata.json."""
    name, value = kind.get("name"), kind.get("value")
    if name == "union" and isinstance(value, list):
        # An arm without a value stands for `undefined`.
        return {"name": "union", "value": [documented(arm) for arm in value]}
    if name == "enum" and isinstance(value, list):
        texts = [member["value"] for member in value if "value" in member]
        try:
            return {"name": "enum", "value": [ast.literal_eval(text) for text in texts]}
        except (ValueError, SyntaxError):
            return {"name": "any"}
    return {"name": name or "any"}


def class_facts(node):
    """What a generated class says about itself, in its body or in its constructor."""
    values, init = {}, None
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
            init = statement
    for statement in node.body + (init.body if init else []):
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        for target in targets:
            name = getattr(target, "id", None) or getattr(target, "attr", None)
            try:
                values[name] = ast.literal_eval(statement.value)
            except (AttributeError, ValueError, TypeError):
                pass
    return values, init


def component(node, metadata):
    values, init = class_facts(node)
    if "_type" not in values or "_prop_names" not in values:
        return None
    shapes = {inner.name for inner in node.body if isinstance(inner, ast.ClassDef)}
    arguments = init.args.args + init.args.kwonlyargs
    annotated = {argument.arg: annotation(argument.annotation, shapes) for argument in arguments if argument.annotation}
    described = metadata.get(values["_type"], {})
    props = []
    for name in values["_prop_names"]:
        kind = described.get(name, {}).get("type")
        props.append({"name": name, "type": documented(kind) if kind else annotated.get(name, {"name": "any"})})
    # Classes of old generators do not say what holds components; Dash then knows of nothing.
    return {
        "name": values["_type"],
        "namespace": values["_namespace"],
        "props": props,
        "children_props": values.get("_children_props") or [],
    }


def components(wheel, folder, exported):
    """The components of a package folder, and where they were read."""
    path = f"{folder}/metadata.json"
    source, metadata = "classes", {}
    if wheel.has(path):
        source = "classes and metadata"
        for file, described in json.loads(wheel.text(path)).items():
            name = described.get("displayName") or posixpath.basename(file).split(".")[0]
            metadata[name] = described.get("props", {})
    found = {}
    for path in sorted(wheel.files):
        if not path.startswith(folder + "/") or not path.endswith(".py") or "_type" not in wheel.text(path):
            continue
        for node in wheel.tree(path).body:
            if isinstance(node, ast.ClassDef) and (exported is None or node.name in exported):
                read = component(node, metadata)
                if read:
                    found[read["name"]] = read
    return source, [found[name] for name in sorted(found)]


def component_module(wheel, folder, suite):
    module = Module(wheel, f"{folder}/__init__.py", folder.replace("/", "."))
    scripts, attributes = entries(wheel, module.get("_js_dist"), suite)
    styles, more = entries(wheel, module.names.get("_css_dist", []), suite)
    source, found = components(wheel, folder, module.names.get("__all__"))
    namespaces = {read["namespace"] for read in found}
    if len(namespaces) > 1:
        raise Unknown(f"{folder} has components of the namespaces {sorted(namespaces)}")
    version = module.names.get("__version__")
    return {
        "name": posixpath.basename(folder),
        "namespace": next(iter(namespaces), None),
        "suite": suite,
        "version": version if isinstance(version, str) else None,
        "facts": source,
        "scripts": scripts,
        "styles": styles,
        "attributes": {**attributes, **more},
        "components": found,
    }


def plain(name, role, suite, version, scripts):
    return {"name": name, "role": role, "suite": suite, "version": version, "facts": "code", "scripts": scripts}


def facts(wheel, name):
    if name == "plotly":
        return {"modules": [plain("plotly", "components", "plotly", None, [["dynamic", "package_data/plotly.min.js"]])]}
    if name == "dash":
        deps, renderer = react(wheel)
        version = Module(wheel, "dash/version.py", "dash.version").get("__version__")
        scripts, _ = entries(wheel, renderer.get("_js_dist"), "dash")
        modules = [
            plain("deps", "deps", "dash", version, deps),
            plain("renderer", "renderer", "dash", renderer.get("__version__"), scripts),
        ]
        modules += [component_module(wheel, f"dash/{part}", "dash") for part in ("dcc", "html", "dash_table")]
        return {"modules": modules, "favicon": "dash/favicon.ico"}
    roots = sorted(path.split("/")[0] for path in wheel.files if path.count("/") == 1 and path.endswith("/__init__.py"))
    modules = [component_module(wheel, root, root) for root in roots if "_js_dist" in wheel.text(f"{root}/__init__.py")]
    if not modules:
        raise Unknown("no module with a list of scripts (`_js_dist`): is this a component package?")
    return {"modules": modules}


def main():
    try:
        print(json.dumps(facts(Wheel(sys.argv[1]), sys.argv[2])))
    except Unknown as error:
        sys.exit(str(error))


main()

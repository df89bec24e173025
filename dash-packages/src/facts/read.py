"""Prints what a wheel says about its component modules, as JSON. Nothing in the wheel is ever run.

The program is this file after evaluate.py: python3 -I -S -c PROGRAM WHEEL NAME
"""

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
    module = wheel.module("dash/_dash_renderer")
    versions = [
        [argument.value for argument in node.args]
        for node in ast.walk(wheel.tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "_set_react_version"
        and all(isinstance(argument, ast.Constant) for argument in node.args)
    ]
    body = module.get("_set_react_version").body
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
    module = wheel.module(folder)
    scripts, attributes = entries(wheel, module.get("_js_dist"), suite)
    styles, more = entries(wheel, module.get("_css_dist") if "_css_dist" in module.names else [], suite)
    source, found = components(wheel, folder, known(module, "__all__", list))
    namespaces = {read["namespace"] for read in found}
    if len(namespaces) > 1:
        raise Unknown(f"{folder} has components of the namespaces {sorted(namespaces)}")
    if not scripts or not found:
        raise Unknown(f"{folder} registers {len(scripts)} scripts and has {len(found)} components, expected some of both")
    return {
        "name": posixpath.basename(folder),
        "namespace": next(iter(namespaces)),
        "suite": suite,
        "version": known(module, "__version__", str),
        "facts": source,
        "scripts": scripts,
        "styles": styles,
        "attributes": {**attributes, **more},
        "components": found,
    }


def known(module, name, kind):
    """A name that a module may have, if it has it and it is of a kind."""
    try:
        value = module.get(name)
    except Unknown:
        return None
    return value if isinstance(value, kind) else None


def plain(name, role, suite, version, scripts):
    return {"name": name, "role": role, "suite": suite, "version": version, "facts": "code", "scripts": scripts}


def facts(wheel, name):
    if name == "plotly":
        return {"modules": [plain("plotly", "components", "plotly", None, [["dynamic", "package_data/plotly.min.js"]])]}
    if name == "dash":
        deps, renderer = react(wheel)
        version = wheel.module("dash/version").get("__version__")
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

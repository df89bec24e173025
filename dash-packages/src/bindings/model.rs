//! What is decided before anything is printed: which name and which type each property has.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::facts::{self, Module, Type};

use super::names;

/// Properties that are React's or Dash's own business.
const SKIPPED: [&str; 3] = ["setProps", "dashEvents", "fireEvents"];

/// The types of dash-core that setters take.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Takes {
    Core(&'static str),
    Enum(String),
}

pub(super) struct Model<'a> {
    pub(super) namespace: &'a str,
    pub(super) components: Vec<Component<'a>>,
    pub(super) enums: Vec<Enum<'a>>,
}

pub(super) struct Component<'a> {
    pub(super) name: &'a str,
    pub(super) props: Vec<Prop<'a>>,
    /// Where components may be put, `children` first.
    pub(super) children: Vec<&'a str>,
}

pub(super) struct Prop<'a> {
    pub(super) wire: &'a str,
    pub(super) setter: String,
    pub(super) takes: Takes,
}

pub(super) struct Enum<'a> {
    pub(super) name: String,
    pub(super) component: &'a str,
    pub(super) wire: &'a str,
    /// Rust name and wire text of each variant.
    pub(super) variants: Vec<(String, &'a str)>,
}

impl<'a> Model<'a> {
    pub(super) fn new(module: &'a Module) -> Self {
        // The names of types do not depend on what else is in the package, but where two would be the same, neither
        // component may lose its own.
        let mut used: HashSet<String> =
            module.components.iter().map(|component| component.name.clone()).collect();
        let mut model = Self {
            namespace: module.namespace.as_deref().unwrap_or_default(),
            components: vec![],
            enums: vec![],
        };
        for component in &module.components {
            let lowered = model.component(component, &mut used);
            model.components.push(lowered);
        }
        model
    }

    fn component(&mut self, component: &'a facts::Component, used: &mut HashSet<String>) -> Component<'a> {
        let props = component.props.iter().filter(|prop| {
            !SKIPPED.contains(&&*prop.name)
                && !prop.name.starts_with("data-")
                && !prop.name.starts_with("aria-")
        });
        let setters = setters(props.clone().map(|prop| &*prop.name).collect());
        let props: Vec<Prop<'a>> = props
            .filter_map(|prop| {
                let setter = setters.get(&*prop.name)?.clone();
                let takes = match enum_of(component, prop) {
                    Some(found) if used.insert(found.name.clone()) => {
                        let name = found.name.clone();
                        self.enums.push(found);
                        Takes::Enum(name)
                    }
                    _ if prop.name == "id" => Takes::Core("ComponentId"),
                    // Where components may stand, whatever may be drawn may.
                    _ if is_place(component, &prop.name) => Takes::Core("Children"),
                    _ => Takes::Core(core_type(&prop.kind)),
                };
                Some(Prop { wire: &prop.name, setter, takes })
            })
            .collect();
        let own = props.iter().map(|prop| prop.wire).filter(|wire| *wire == "children");
        let children = own.chain(component.children_props.iter().map(String::as_str)).collect();
        Component { name: &component.name, props, children }
    }

    /// The types of dash-core that the tables name.
    pub(super) fn core_types(&self) -> BTreeSet<&'static str> {
        let props = self.components.iter().flat_map(|component| &component.props);
        props.filter_map(|prop| if let Takes::Core(name) = prop.takes { Some(name) } else { None }).collect()
    }

    /// Whether a component or an enum is called so.
    pub(super) fn defines(&self, name: &str) -> bool {
        self.components.iter().any(|component| component.name == name)
            || self.enums.iter().any(|it| it.name == name)
    }
}

/// Whether a component may stand right in this property.
fn is_place(component: &facts::Component, prop: &str) -> bool {
    prop == "children" || component.children_props.iter().any(|path| path == prop)
}

/// A setter for each wire name. Where two wire names make the same, the one that is spelled so keeps it, and others get
/// underscores in the order of their names.
fn setters(mut wires: Vec<&str>) -> BTreeMap<&str, String> {
    wires.sort_by_key(|wire| (names::setter(wire).is_none_or(|name| name != *wire), *wire));
    let mut taken = HashSet::new();
    let named = wires.into_iter().filter_map(|wire| {
        let mut name = names::setter(wire)?;
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        Some((wire, name))
    });
    named.collect()
}

fn core_type(kind: &Type) -> &'static str {
    match kind {
        Type::String => "Str",
        Type::Number => "Num",
        Type::Bool => "bool",
        Type::Object | Type::Shape | Type::Exact => "Map",
        Type::Union(arms) => {
            // TypeScript's `x | undefined` is a union of one.
            let types: BTreeSet<_> = arms.iter().map(core_type).collect();
            if types.len() == 1 { types.into_iter().next().unwrap_or("Value") } else { "Value" }
        }
        Type::Enum(_) | Type::Other => "Value",
    }
}

/// The enum of a property that takes one of a few texts, each of which makes a name of its own.
fn enum_of<'a>(component: &'a facts::Component, prop: &'a facts::Prop) -> Option<Enum<'a>> {
    let values = texts(&prop.kind)?;
    let name = format!("{}{}", component.name, names::camel(&prop.name)?);
    let mut seen = BTreeSet::new();
    let mut variants = Vec::new();
    for text in values {
        let text = text.as_str()?;
        if seen.insert(text) {
            variants.push((names::camel(text)?, text));
        }
    }
    let distinct: HashSet<_> = variants.iter().map(|(variant, _)| variant).collect();
    let is_clear = !variants.is_empty() && distinct.len() == variants.len();
    is_clear.then_some(Enum { name, component: &component.name, wire: &prop.name, variants })
}

fn texts(kind: &Type) -> Option<&[serde_json::Value]> {
    match kind {
        Type::Enum(values) => Some(values),
        Type::Union(arms) => match &arms[..] {
            [arm] => texts(arm),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(props: &str) -> String {
        let text = format!(
            r#"{{"name":"m","namespace":"m","suite":"m","version":null,"facts":"classes","components":[
                {{"name":"Button","props":{props},"children_props":[]}},{{"name":"ButtonRow","props":[],"children_props":[]}}]}}"#
        );
        let module: Module = serde_json::from_str(&text).unwrap();
        let model = Model::new(&module);
        let lines = model.components[0].props.iter().map(|prop| match &prop.takes {
            Takes::Core(name) => format!("{}: {name} = {}", prop.setter, prop.wire),
            Takes::Enum(name) => format!("{}: enum {name} = {}", prop.setter, prop.wire),
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn unions_of_one_type_are_that_type() {
        let props = r#"[{"name":"a","type":{"name":"union","value":[{"name":"number"}]}},
            {"name":"b","type":{"name":"union","value":[{"name":"string"},{"name":"number"}]}},
            {"name":"c","type":{"name":"union","value":[{"name":"shape"},{"name":"object"}]}},
            {"name":"d","type":{"name":"union","value":[]}}, {"name":"e","type":{"name":"no such type"}}]"#;
        assert_eq!(model(props), "a: Num = a\nb: Value = b\nc: Map = c\nd: Value = d\ne: Value = e");
    }

    #[test]
    fn the_wire_name_that_is_snake_case_keeps_it() {
        let props = r#"[{"name":"className","type":{"name":"string"}},{"name":"class_name","type":{"name":"string"}},
            {"name":"setProps","type":{"name":"func"}},{"name":"data-*","type":{"name":"string"}},
            {"name":"id","type":{"name":"string"}}]"#;
        assert_eq!(
            model(props),
            "class_name_: Str = className\nclass_name: Str = class_name\nid: ComponentId = id"
        );
    }

    #[test]
    fn enums_that_are_not_clear_are_values() {
        let props = r#"[{"name":"type","type":{"name":"enum","value":["a","b-c"]}},
            {"name":"row","type":{"name":"enum","value":["a"]}},
            {"name":"mixed","type":{"name":"enum","value":["a",1]}},
            {"name":"clash","type":{"name":"enum","value":["on","ON"]}},
            {"name":"twice","type":{"name":"enum","value":["on","on"]}},
            {"name":"empty","type":{"name":"enum","value":["","a"]}}]"#;
        assert_eq!(
            model(props),
            "type_: enum ButtonType = type\nrow: Value = row\nmixed: Value = mixed\nclash: Value = clash\n\
             twice: enum ButtonTwice = twice\nempty: Value = empty"
        );
    }
}

//! Callbacks that run in the browser.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::hash::sha256_hex;
use crate::value::Str;

/// The namespace that the renderer reserves for functions that the page brings along.
const INLINE_NAMESPACE: &str = "_dashprivate_clientside_funcs";

/// A function in JavaScript that a clientside callback runs in the browser: Dash's `ClientsideFunction`, or the source
/// itself.
///
/// A named function is `window.dash_clientside[namespace][name]`, which a script of the assets folder defines. An inline
/// one is an expression; the page brings it along.
///
/// ```
/// use dash_core::ClientsideFunction;
/// const NAMED: ClientsideFunction = ClientsideFunction::new("charts", "zoom");
/// let inline = ClientsideFunction::from("(n) => n * n");
/// # let _ = (NAMED, inline);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientsideFunction(Function);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Function {
    Named { namespace: Str, name: Str },
    Inline { source: Str, name: String },
}

impl ClientsideFunction {
    /// The function `window.dash_clientside[namespace][name]`.
    pub const fn new(namespace: &'static str, name: &'static str) -> Self {
        Self(Function::Named { namespace: Str::Borrowed(namespace), name: Str::Borrowed(name) })
    }

    /// As [`new`](Self::new), with names that are known only at run time.
    pub fn named(namespace: impl Into<Str>, name: impl Into<Str>) -> Self {
        Self(Function::Named { namespace: namespace.into(), name: name.into() })
    }

    /// A function that the page brings along; Dash names it by the hash of its source (`dash/_callback.py`).
    pub fn inline(source: impl Into<Str>) -> Self {
        let source = source.into();
        let name = sha256_hex(&source);
        Self(Function::Inline { source, name })
    }

    /// The script that defines the function, if the page must bring it along.
    pub(crate) fn script(&self) -> Option<String> {
        match &self.0 {
            Function::Named { .. } => None,
            Function::Inline { source, name } => Some(format!(
                "(function () {{\n    \
                     var clientside = (window.dash_clientside = window.dash_clientside || {{}});\n    \
                     var functions = (clientside[\"{INLINE_NAMESPACE}\"] = clientside[\"{INLINE_NAMESPACE}\"] || {{}});\n    \
                     functions[\"{name}\"] = {source}\n\
                 }})();"
            )),
        }
    }

    /// What keeps the browser from finding or reading the function.
    pub(crate) fn problem(&self) -> Option<String> {
        match &self.0 {
            Function::Named { namespace, name } if namespace.is_empty() || name.is_empty() => {
                Some("a clientside function has a namespace and a name".to_owned())
            }
            Function::Named { namespace, .. } if namespace.starts_with("_dashprivate_") => {
                Some(format!("the namespace `{namespace}` is the renderer's own; choose another one"))
            }
            Function::Named { namespace, .. } if ["PreventUpdate", "no_update"].contains(&&**namespace) => {
                Some(format!(
                    "`window.dash_clientside.{namespace}` is the renderer's own; choose another name"
                ))
            }
            Function::Named { .. } => None,
            Function::Inline { source, .. } if source.trim().is_empty() => {
                Some("the source of the clientside function is empty".to_owned())
            }
            Function::Inline { source, .. } => leaves_its_element(source),
        }
    }
}

/// What is wrong with JavaScript that no script element can hold: something in it would be taken for the element's end, or for
/// a comment that hides it.
pub(crate) fn leaves_its_element(script: &str) -> Option<String> {
    let script = script.to_ascii_lowercase();
    let end = ["</script", "<!--"].into_iter().find(|end| script.contains(end))?;
    Some(format!("`{end}` would end the script around it; write `<` as `\\x3c` there"))
}

impl From<&'static str> for ClientsideFunction {
    fn from(source: &'static str) -> Self {
        Self::inline(source)
    }
}

impl From<String> for ClientsideFunction {
    fn from(source: String) -> Self {
        Self::inline(source)
    }
}

impl Serialize for ClientsideFunction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (namespace, name) = match &self.0 {
            Function::Named { namespace, name } => (&**namespace, &**name),
            Function::Inline { name, .. } => (INLINE_NAMESPACE, name.as_str()),
        };
        let mut object = serializer.serialize_struct("ClientsideFunction", 2)?;
        object.serialize_field("namespace", namespace)?;
        object.serialize_field("function_name", name)?;
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// C32: the name is that of Dash; the hash was captured from it.
    #[test]
    fn c32_inline_functions_are_named_by_the_hash_of_their_source() {
        let function = ClientsideFunction::from(r#"function(a){return a + "!";}"#);
        let name = "427c3a373e36f5d698819eca7a19b5f77a687a63fec3a08ad6a884af91a050a3";
        assert_eq!(
            serde_json::to_value(&function).unwrap(),
            serde_json::json!({"namespace": INLINE_NAMESPACE, "function_name": name})
        );
        let script = function.script().unwrap();
        assert!(
            script.contains(&format!(r#"functions["{name}"] = function(a){{return a + "!";}}"#)),
            "{script}"
        );
    }

    #[test]
    fn functions_that_no_browser_would_find_are_refused() {
        for (function, problem) in [
            (ClientsideFunction::new("", "f"), "has a namespace"),
            (ClientsideFunction::new("_dashprivate_x", "f"), "the renderer's own"),
            (ClientsideFunction::new("no_update", "f"), "the renderer's own"),
            (" ".into(), "is empty"),
            ("() => '</SCRIPT>'".into(), "would end the script"),
        ] {
            let found = function.problem().unwrap_or_default();
            assert!(found.contains(problem), "{found}");
        }
        assert_eq!(ClientsideFunction::new("charts", "zoom").problem(), None);
    }
}

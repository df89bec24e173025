//! What a package says about itself: script lists, components, properties. Read when it is added, never at run time.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value as Json;

use crate::entry::{Entry, is_plain};
use crate::error::Error;
use crate::lock::{self, Role};
use crate::program;
use crate::wheel::Wheel;

/// Python's own `ast` reads Python best, and a package client implies a Python.
const READER: &str = concat!(include_str!("facts/evaluate.py"), include_str!("facts/read.py"));

/// The facts of one package.
#[derive(Debug, Deserialize)]
pub struct Facts {
    /// Its modules, in the order of their scripts.
    pub modules: Vec<Module>,
    /// Where in the wheel the icon of the page is, if this package has it.
    #[serde(default)]
    pub favicon: Option<String>,
}

/// The facts of one module; see [`lock::Module`] for what they mean.
#[derive(Debug, Deserialize)]
pub struct Module {
    /// Its short name.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub role: Role,
    /// The JavaScript namespace of its components.
    #[serde(default)]
    pub namespace: Option<String>,
    /// The Python package that its files belong to.
    pub suite: String,
    /// Its own version, where it has one.
    pub version: Option<String>,
    /// Where this was read.
    pub facts: String,
    /// Kind and path of each script.
    #[serde(default)]
    pub scripts: Vec<(String, String)>,
    /// Kind and path of each style.
    #[serde(default)]
    pub styles: Vec<(String, String)>,
    /// Attributes of tags, by path.
    #[serde(default)]
    pub attributes: BTreeMap<String, BTreeMap<String, String>>,
    /// Its components, by name.
    #[serde(default)]
    pub components: Vec<Component>,
}

/// A component.
#[derive(Debug, Deserialize)]
pub struct Component {
    /// Its name.
    pub name: String,
    /// Its properties, in the order of the package.
    pub props: Vec<Prop>,
    /// The paths of properties other than `children` that hold components.
    pub children_props: Vec<String>,
}

/// A property.
#[derive(Debug, Deserialize)]
pub struct Prop {
    /// Its wire name.
    pub name: String,
    /// What it takes.
    #[serde(rename = "type")]
    pub kind: Type,
}

/// What a property takes, in the words of `metadata.json`, no deeper than a union of such.
#[derive(Debug, Deserialize)]
#[serde(tag = "name", content = "value", rename_all = "camelCase")]
pub enum Type {
    /// Text.
    String,
    /// A number.
    Number,
    /// A boolean.
    Bool,
    /// An object of any keys.
    Object,
    /// An object of known keys.
    Shape,
    /// An object of no other than known keys.
    Exact,
    /// One of a few JSON values.
    Enum(Vec<Json>),
    /// One of several types.
    Union(Vec<Type>),
    /// Everything else: components, lists, functions, what nobody described.
    #[serde(other)]
    Other,
}

/// Reads the facts of the package `name` from its wheel.
///
/// # Errors
/// When the wheel is refused, there is no Python, or the package computes its lists in a way that cannot be followed.
pub fn read(wheel: &Path, name: &str) -> Result<Facts, Error> {
    // The reader opens the file again; what must be refused is refused here.
    Wheel::open(wheel, None)?;
    let fail = |message: String| Error::Facts { package: name.to_owned(), message };
    for python in ["python3", "python"] {
        let mut command = Command::new(python);
        command.args(["-I", "-S", "-c", READER]).arg(wheel).arg(name);
        let Some(output) = program::run(&mut command)? else { continue };
        if !output.status.success() {
            return Err(fail(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
        }
        return serde_json::from_slice(&output.stdout).map_err(|error| fail(error.to_string()));
    }
    Err(fail("this machine has no `python3`, which reads the classes of a package; install one".to_owned()))
}

impl Facts {
    /// What the lock keeps of them; `version` is that of the package.
    ///
    /// # Errors
    /// When a path leaves the package.
    pub fn modules(&self, version: &str) -> Result<Vec<lock::Module>, Error> {
        self.modules.iter().map(|module| module.lock(version)).collect()
    }
}

impl Module {
    fn lock(&self, version: &str) -> Result<lock::Module, Error> {
        let with_children = self.components.iter().filter(|component| !component.children_props.is_empty());
        Ok(lock::Module {
            name: self.name.clone(),
            role: self.role,
            namespace: self.namespace.clone(),
            suite: self.suite.clone(),
            version: self.version.clone().unwrap_or_else(|| version.to_owned()),
            facts: self.facts.clone(),
            scripts: self.entries(&self.scripts)?,
            styles: self.entries(&self.styles)?,
            attributes: self.attributes.clone(),
            children_props: with_children.map(|c| (c.name.clone(), c.children_props.clone())).collect(),
        })
    }

    fn entries(&self, pairs: &[(String, String)]) -> Result<Vec<Entry>, Error> {
        let fail = |message| Error::Facts { package: self.name.clone(), message };
        if !is_plain(&self.suite) {
            return Err(fail(format!(
                "its files belong to `{}`, expected the name of a package",
                self.suite
            )));
        }
        pairs.iter().map(|(kind, path)| format!("{kind} {path}").parse().map_err(fail)).collect()
    }
}

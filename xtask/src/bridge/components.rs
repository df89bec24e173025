//! The component packages that only Dash's own repository has.

use std::fs;
use std::path::Path;

use super::checkout::Checkout;
use crate::prepare::python::BRIDGE;
use crate::workspace::{command, output};

/// Each package's folder, with further arguments for the generator of its Python half.
const PACKAGES: &[(&str, &[&str])] = &[
    ("dash-test-components", &[]),
    ("dash-generator-test-component-nested", &[]),
    ("dash-generator-test-component-standard", &[]),
    ("dash-generator-test-component-typescript", &["-t", "_dash_prop_typing"]),
];

/// Builds them as the repository's own scripts do, and copies them into the virtual environment.
pub(super) fn install(checkout: &Checkout) -> Result<String, String> {
    let folder = checkout.folder();
    let ready = folder.join("components-are-installed");
    if ready.is_file() {
        return Ok("found Dash's test components".to_owned());
    }
    let packages = BRIDGE.packages()?;
    for (name, arguments) in PACKAGES {
        println!("building {name}");
        let source = format!("@plotly/{name}");
        checkout.extract(&[&source], &folder)?;
        build(&folder.join(source), name, arguments, &packages)?;
    }
    fs::write(&ready, "").map_err(|error| format!("cannot write {}: {error}", ready.display()))?;
    Ok("built Dash's test components".to_owned())
}

fn build(folder: &Path, name: &str, arguments: &[&str], packages: &Path) -> Result<(), String> {
    let module = name.replace('-', "_");
    output(command("npm").current_dir(folder).args(["ci", "--no-audit", "--no-fund"]))?;
    output(command("npm").current_dir(folder).args(["run", "build:js"]))?;
    let generate = BRIDGE.program("dash-generate-components");
    let mut generate = command(&generate.to_string_lossy());
    generate.current_dir(folder).args(["./src/components", &module]).args(arguments);
    output(&mut generate)?;
    output(command("cp").current_dir(folder).args(["-R", "base/.", &module]))?;
    output(command("cp").current_dir(folder).args(["-R", &module]).arg(packages))?;
    Ok(())
}

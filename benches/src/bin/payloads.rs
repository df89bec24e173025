//! Writes what is sent to the servers, and what those without components serve, into the folder that it is given.

use std::path::PathBuf;

use dash_benches::ours::{Size, app};
use dash_benches::payloads;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("where to? give a folder")?.into();
    std::fs::create_dir_all(&folder)?;
    for (name, body) in payloads::all() {
        std::fs::write(folder.join(format!("{name}.json")), body)?;
    }
    let large = app(Size::Large).into_checked()?;
    std::fs::write(folder.join("layout.json"), large.fixed_layout().ok_or("the layout is not fixed")?)?;
    std::fs::write(folder.join("dependencies.json"), large.dependencies())?;
    Ok(())
}

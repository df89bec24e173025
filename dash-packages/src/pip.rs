//! The machine's own package client: it knows the user's index, proxy and credentials.

use std::path::Path;
use std::process::Command;

use crate::error::Error;
use crate::program;

/// The interpreters and clients to try, in order.
const CLIENTS: [&[&str]; 4] = [&["python3", "-m", "pip"], &["python", "-m", "pip"], &["pip3"], &["pip"]];

/// Wheels for any platform and any recent Python: what is in them for us is the same, and this machine's own Python
/// does not matter.
const FLAGS: [&str; 15] = [
    "download",
    "--quiet",
    "--disable-pip-version-check",
    "--no-input",
    "--no-deps",
    "--only-binary=:all:",
    "--platform",
    "any",
    "--implementation",
    "py",
    "--abi",
    "none",
    "--python-version",
    "3.12",
    "--dest",
];

/// Downloads into `folder`; `arguments` ask for what errors call `wanted`. `Ok(false)`: this machine has no package
/// client.
pub(crate) fn download(folder: &Path, wanted: &str, arguments: &[&str]) -> Result<bool, Error> {
    for client in CLIENTS {
        let mut command = Command::new(client[0]);
        command.args(&client[1..]).args(FLAGS).arg(folder).args(arguments);
        let Some(output) = program::run(&mut command)? else { continue };
        let message = String::from_utf8_lossy(&output.stderr);
        if output.status.success() {
            return Ok(true);
        }
        if !message.contains("No module named pip") {
            let command = format!("{} download {wanted}", client.join(" "));
            let message = without_addresses(message.trim());
            return Err(Error::Client { command, message, files: None });
        }
    }
    Ok(false)
}

/// Which index a machine uses, and with which credentials, is nobody else's business.
fn without_addresses(message: &str) -> String {
    let words = message.split_inclusive(char::is_whitespace);
    words
        .map(|word| match word.find("://") {
            Some(_) => format!("(address){}", &word[word.trim_end().len()..]),
            None => word.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_left_out_of_messages() {
        let message = "ERROR: Looking in indexes: https://user:secret@index.example/simple\n  next line";
        assert_eq!(without_addresses(message), "ERROR: Looking in indexes: (address)\n  next line");
    }
}

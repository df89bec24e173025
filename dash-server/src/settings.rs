//! What the environment says.

use std::env;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[cfg(not(feature = "embed"))]
use dash_core::Config;
#[cfg(not(feature = "embed"))]
use dash_packages::{Lock, OpenOptions, Store};
use tokio::net::TcpListener;

use crate::dev;
use crate::error::Error;

/// Where to listen.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address {
    host: String,
    port: u16,
}

impl Address {
    /// What `HOST` and `PORT` say; 127.0.0.1:8050 by default.
    pub(crate) fn from_env() -> Result<Self, Error> {
        Self::parse(variable("HOST"), variable("PORT"))
    }

    fn parse(host: Option<String>, port: Option<String>) -> Result<Self, Error> {
        let expected = "a number from 0 (any free port) to 65535";
        let port = port.map_or(Ok(8050), |found| {
            found.parse().map_err(|_| Error::Setting { variable: "PORT", found, expected })
        })?;
        Ok(Self { host: host.unwrap_or_else(|| "127.0.0.1".to_owned()), port })
    }

    /// Where `DASH_METRICS` says that Prometheus may ask, as in `127.0.0.1:9100`; nowhere by default.
    pub(crate) fn of_metrics() -> Result<Option<Self>, Error> {
        let Some(found) = variable("DASH_METRICS") else { return Ok(None) };
        let address = Self::parse_metrics(found.clone())?;
        if cfg!(feature = "metrics") {
            return Ok(Some(address));
        }
        let expected = "nothing: the program was built without the feature `metrics` of `dash`";
        Err(Error::Setting { variable: "DASH_METRICS", found, expected })
    }

    /// An address of IPv6 stands in brackets, as in a URL.
    fn parse_metrics(found: String) -> Result<Self, Error> {
        let expected = "an address, such as 127.0.0.1:9100 or [::1]:9100";
        let known = found.rsplit_once(':').and_then(|(host, port)| {
            let bare = host.strip_prefix('[').map_or(Some(host), |rest| rest.strip_suffix(']'))?;
            // Without brackets nobody knows where it ends.
            let is_host = !bare.is_empty() && (bare.len() < host.len() || !bare.contains(':'));
            Some(Self { host: is_host.then(|| bare.to_owned())?, port: port.parse().ok()? })
        });
        known.ok_or(Error::Setting { variable: "DASH_METRICS", found, expected })
    }

    /// On the socket of `cargo dash dev`, if that runs this program.
    pub(crate) async fn listen(&self) -> Result<TcpListener, Error> {
        let inherited =
            dev::inherited_listener().map_err(Error::system("take over the socket of `cargo dash dev`"))?;
        if let Some(listener) = inherited {
            return Ok(listener);
        }
        self.bind(|kind| match kind {
            ErrorKind::AddrInUse => "another program listens there: stop it, or set PORT to another number",
            ErrorKind::PermissionDenied => "set PORT to a number above 1023",
            _ => "set HOST to 127.0.0.1 for this machine only, or to 0.0.0.0 for every network it is in",
        })
        .await
    }

    /// Where Prometheus may ask, which is never the socket of the app.
    pub(crate) async fn listen_for_metrics(&self) -> Result<TcpListener, Error> {
        self.bind(|_| "set DASH_METRICS to a free address of this machine, such as 127.0.0.1:9100").await
    }

    async fn bind(&self, advice: fn(ErrorKind) -> &'static str) -> Result<TcpListener, Error> {
        let Self { host, port } = self;
        let listener = TcpListener::bind((host.as_str(), *port)).await;
        listener.map_err(|error| {
            let (address, advice) = (format!("{host}:{port}"), advice(error.kind()));
            Error::Listen { address, advice, error }
        })
    }
}

/// A listener where [`Serve::run`](crate::Serve::run) would listen: on the socket of `cargo dash dev` or of `HOST` and `PORT`. For programs that
/// serve a router themselves.
///
/// # Errors
/// When that is no address, or cannot be listened on.
pub async fn listen() -> Result<TcpListener, Error> {
    Address::from_env()?.listen().await
}

/// Whether `DASH_CHECK` asks for nothing but the checks, as `cargo dash check` does.
pub(crate) fn check_only() -> Result<bool, Error> {
    switch("DASH_CHECK", variable("DASH_CHECK"))
}

/// Whether `DASH_DEBUG` asks for developer tools.
pub(crate) fn debug() -> Result<bool, Error> {
    switch("DASH_DEBUG", variable("DASH_DEBUG"))
}

fn switch(variable: &'static str, value: Option<String>) -> Result<bool, Error> {
    match value.as_deref().map(str::to_ascii_lowercase).as_deref() {
        None | Some("0" | "false" | "no" | "off") => Ok(false),
        Some("1" | "true" | "yes" | "on") => Ok(true),
        Some(_) => Err(Error::Setting { variable, found: value.unwrap_or_default(), expected: "1 or 0" }),
    }
}

/// The URL that opens a line of the source, with `{file}` and `{line}` in it: what `DASH_EDITOR` says.
pub(crate) fn editor() -> String {
    variable("DASH_EDITOR").unwrap_or_else(|| "vscode://file/{file}:{line}".to_owned())
}

/// Where a source file is that the compiler names from the root of its workspace, if it is on this machine.
pub(crate) fn source(file: &str) -> Option<PathBuf> {
    let crate_folder = variable("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let starts: Vec<_> = [crate_folder, env::current_dir().ok()].into_iter().flatten().collect();
    let folders = starts.iter().flat_map(|start| start.ancestors());
    folders.map(|folder| folder.join(file)).find(|path| path.is_file())
}

/// The lock that names the app's packages: the one that `DASH_LOCK` names, else the nearest above the crate that cargo
/// runs, above the program itself or above the current folder, else the one in the store, else the built-in one.
#[cfg(not(feature = "embed"))]
pub(crate) fn lock(store: Option<&Path>) -> Result<Lock, dash_packages::Error> {
    if let Some(path) = variable("DASH_LOCK") {
        return Lock::read(&PathBuf::from(path));
    }
    let found = places().find_map(|folder| Lock::locate(&folder));
    // As `cargo dash vendor` leaves it there.
    let vendored = || store.map(|store| store.join("dash.lock")).filter(|path| path.is_file());
    found.or_else(vendored).map_or_else(Lock::built_in, |path| Lock::read(&path))
}

/// A folder of the app: below the crate that cargo runs, else beside the program itself or in the current folder.
pub(crate) fn folder(path: &Path) -> Option<PathBuf> {
    places().map(|place| place.join(path)).find(|folder| folder.is_dir())
}

/// Where files of the app may be, the likeliest place first.
fn places() -> impl Iterator<Item = PathBuf> {
    let crate_folder = variable("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let program = env::current_exe().ok().and_then(|program| program.parent().map(PathBuf::from));
    [crate_folder, program, env::current_dir().ok()].into_iter().flatten()
}

/// How packages are got: with a line on stderr for what takes time, from the store that the app names, else that
/// `DASH_STORE` names, else that lies beside the program, else the user's own.
#[cfg(not(feature = "embed"))]
pub(crate) fn packages(config: &Config) -> OpenOptions<'static> {
    let options = OpenOptions::from_env();
    let named = config.package_store.as_ref();
    let named = named.map(|path| folder(path).unwrap_or_else(|| path.clone()));
    let beside = || Some(env::current_exe().ok()?.parent()?.join(Store::BESIDE)).filter(|it| it.is_dir());
    OpenOptions {
        store: named.or(options.store).or_else(beside),
        progress: &|line| eprintln!("{line}"),
        ..options
    }
}

/// An environment variable; an empty one counts as absent.
pub(crate) fn variable(name: &str) -> Option<String> {
    let value = env::var_os(name).filter(|value| !value.is_empty())?;
    Some(value.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_none_is_refused_with_what_may_stand_there() {
        for port in ["http", "65536", "-1", "80 "] {
            let error = Address::parse(None, Some(port.to_owned())).unwrap_err().to_string();
            assert_eq!(error, format!("PORT is `{port}`, expected a number from 0 (any free port) to 65535"));
        }
        let default = Address { host: "127.0.0.1".to_owned(), port: 8050 };
        assert_eq!(Address::parse(None, None).unwrap(), default);
    }

    #[test]
    fn metrics_have_a_whole_address() {
        for (found, host, port) in
            [("127.0.0.1:9100", "127.0.0.1", 9100), ("[::1]:0", "::1", 0), ("localhost:1", "localhost", 1)]
        {
            let address = Address { host: host.to_owned(), port };
            assert_eq!(Address::parse_metrics(found.to_owned()).unwrap(), address);
        }
        for found in ["", ":9100", "[]:9100", "[::1:9100", "::1:9100", "9100", "localhost", "localhost:http"]
        {
            let error = Address::parse_metrics(found.to_owned()).unwrap_err().to_string();
            let expected = "expected an address, such as 127.0.0.1:9100 or [::1]:9100";
            assert_eq!(error, format!("DASH_METRICS is `{found}`, {expected}"));
        }
    }

    #[tokio::test]
    async fn an_address_in_use_is_refused_with_a_way_out() {
        let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = taken.local_addr().unwrap().port();
        let address = Address { host: "127.0.0.1".to_owned(), port };
        let error = address.listen().await.unwrap_err().to_string();
        assert!(error.starts_with(&format!("cannot listen on 127.0.0.1:{port}: ")), "{error}");
        assert!(error.ends_with("stop it, or set PORT to another number"), "{error}");
    }

    #[tokio::test]
    async fn a_host_that_is_none_is_refused_with_those_that_work() {
        // An address of the documentation, which no machine has.
        let address = Address { host: "192.0.2.1".to_owned(), port: 0 };
        let error = address.listen().await.unwrap_err().to_string();
        assert!(error.contains("set HOST to 127.0.0.1"), "{error}");
    }

    #[test]
    fn a_switch_is_on_or_off_or_an_error() {
        let switch = |value: &str| switch("DASH_DEBUG", Some(value.to_owned()));
        assert!(switch("1").unwrap() && switch("True").unwrap());
        assert!(!switch("0").unwrap() && !switch("false").unwrap());
        assert_eq!(switch("maybe").unwrap_err().to_string(), "DASH_DEBUG is `maybe`, expected 1 or 0");
    }
}

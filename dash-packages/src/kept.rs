//! The bodies of a file that never changes, read and compared once.

use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use bytes::Bytes;

#[cfg(feature = "embed")]
use crate::embedded::{self, Embedded};
use crate::encoding::Encoding;
use crate::error::Error;
use crate::file::Body;
use crate::lock::Package;
use crate::manifest::{Bodies, Content};
use crate::store::Store;

/// A file of the store, or of the program itself.
#[derive(Debug)]
pub(crate) struct Kept {
    /// The hash of its package: a file is what its package makes it.
    package: String,
    /// Best first.
    forms: Vec<Form>,
}

/// One body of a file.
#[derive(Debug)]
struct Form {
    encoding: Encoding,
    source: Source,
    bytes: OnceLock<Bytes>,
    /// Held by who reads or makes it: others wait for that instead of doing the same.
    making: Mutex<()>,
}

/// Where a body comes from.
#[derive(Debug)]
enum Source {
    Store(PathBuf, Content),
    #[cfg(feature = "embed")]
    Program(Embedded),
}

impl Kept {
    /// The registered file at `path`, whose bodies are as the store's list says.
    pub(crate) fn stored(store: &Store, package: &Package, path: &str, bodies: &Bodies) -> Self {
        let form = |encoding| {
            let file = store.body(package, encoding, path);
            let content = bodies.get(encoding)?;
            // A compressed body is an extra: one that is lost is not missed.
            let is_there = encoding == Encoding::Identity || content.seems_at(&file);
            is_there.then(|| Form::new(encoding, Source::Store(file, content.clone())))
        };
        let encodings = [Encoding::Brotli, Encoding::Gzip, Encoding::Identity];
        Self { package: package.sha256.clone(), forms: encodings.into_iter().filter_map(form).collect() }
    }

    /// The file inside the program.
    #[cfg(feature = "embed")]
    pub(crate) fn embedded(file: Embedded) -> Self {
        let all: &[_] = &[Encoding::Brotli, Encoding::Gzip, Encoding::Identity];
        let encodings = if file.is_brotli { all } else { &[Encoding::Identity] };
        let form = |encoding: &Encoding| Form::new(*encoding, Source::Program(file));
        Self { package: file.package.to_owned(), forms: encodings.iter().map(form).collect() }
    }

    pub(crate) fn encodings(&self) -> Vec<Encoding> {
        self.forms.iter().map(|form| form.encoding).collect()
    }

    /// In this encoding; as it is where there is none of it.
    pub(crate) fn body(&self, encoding: Encoding) -> Result<Body, Error> {
        let form = self.forms.iter().find(|form| form.encoding == encoding).or(self.forms.last());
        let Some(form) = form else { return Err(Error::Damaged { path: self.package.clone().into() }) };
        let etag = match form.encoding {
            Encoding::Identity => format!("\"{}\"", self.package),
            other => format!("\"{}-{}\"", self.package, other.name()),
        };
        Ok(Body { bytes: form.bytes()?, etag })
    }
}

impl Form {
    fn new(encoding: Encoding, source: Source) -> Self {
        Self { encoding, source, bytes: OnceLock::new(), making: Mutex::default() }
    }

    fn bytes(&self) -> Result<Bytes, Error> {
        let done = || self.bytes.get().cloned();
        if let Some(bytes) = done() {
            return Ok(bytes);
        }
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = done() {
            return Ok(bytes);
        }
        let bytes = match &self.source {
            Source::Store(path, content) => content.read(path)?.into(),
            #[cfg(feature = "embed")]
            Source::Program(file) => match self.encoding {
                Encoding::Identity if file.is_brotli => embedded::unpack(file.bytes),
                Encoding::Gzip => embedded::gzip(file.bytes),
                Encoding::Identity | Encoding::Brotli => Ok(Bytes::from_static(file.bytes)),
            }
            .map_err(Error::io("unpack", file.path.as_ref()))?,
        };
        Ok(self.bytes.get_or_init(|| bytes).clone())
    }
}

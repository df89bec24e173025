//! Packages inside a program.

use std::io;

use bytes::Bytes;

use crate::encoding::{Encoding, is_worth_it};
use crate::error::Error;
use crate::lock::Package;
use crate::store::Store;

/// The packages inside a program, as a build script writes them.
#[derive(Debug)]
pub struct Bundle {
    /// The text of the lock that names them.
    pub lock: &'static str,
    /// Their files.
    pub files: &'static [Embedded],
}

/// A file inside a program.
#[derive(Debug, Clone, Copy)]
pub struct Embedded {
    /// Its path in the package.
    pub path: &'static str,
    /// The sha256 of the package.
    pub package: &'static str,
    /// Whether it is compressed with brotli.
    pub is_brotli: bool,
    /// Its body.
    pub bytes: &'static [u8],
}

/// A file of the store that belongs into a program.
#[derive(Debug)]
pub struct Embeddable {
    /// Its path in the package.
    pub path: String,
    /// How it is compressed.
    pub encoding: Encoding,
    /// Its body.
    pub bytes: Vec<u8>,
}

impl Store {
    /// The files of a package that a program needs without the store, each as small as it is: those that a page without
    /// development bundles loads.
    ///
    /// # Errors
    /// When one is not in the store, is damaged, or was not compressed.
    pub fn embeddable(&self, package: &Package) -> Result<Vec<Embeddable>, Error> {
        let manifest = self.manifest(package);
        let file = |path: String| {
            let bodies = manifest.files.get(&path);
            let is_large = bodies.is_some_and(|bodies| is_worth_it(&path, bodies.identity.size));
            let encoding = if is_large { Encoding::Brotli } else { Encoding::Identity };
            let Some(content) = bodies.and_then(|bodies| bodies.get(encoding)) else {
                return Err(Error::NotPrepared { name: package.name.clone(), store: self.root().to_owned() });
            };
            let bytes = content.read(&self.body(package, encoding, &path))?;
            Ok(Embeddable { path, encoding, bytes })
        };
        package.production_files().map(file).collect()
    }
}

/// The file as it is.
pub(crate) fn unpack(mut brotli: &[u8]) -> io::Result<Bytes> {
    let mut bytes = Vec::new();
    brotli_decompressor::BrotliDecompress(&mut brotli, &mut bytes)?;
    Ok(bytes.into())
}

/// The file for clients that do not know brotli, or must not use it, as over plain HTTP.
pub(crate) fn gzip(brotli: &[u8]) -> io::Result<Bytes> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    io::Write::write_all(&mut encoder, &unpack(brotli)?)?;
    Ok(encoder.finish()?.into())
}

//! Compressing the files of the store, once and for all.

use std::io::Write;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io, thread};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::encoding::{Encoding, is_worth_it};
use crate::error::Error;
use crate::lock::Package;
use crate::manifest::{Content, Manifest};
use crate::store::{OpenOptions, Store};

/// The best quality takes ten times as long and saves a tenth.
const BROTLI_QUALITY: i32 = 9;

/// One body that is missing.
struct Task<'a> {
    file: &'a str,
    encoding: Encoding,
}

impl Store {
    /// Makes the compressed bodies of a package that are missing or damaged: of the files that a page without
    /// development bundles loads.
    ///
    /// # Errors
    /// When the package was not unpacked, or the store cannot be written.
    pub fn compress(&self, package: &Package, options: &OpenOptions<'_>) -> Result<(), Error> {
        if self.tasks(package, &self.manifest(package)).is_empty() {
            return Ok(());
        }
        let guard = self.guard(options.progress)?;
        let mut manifest = self.manifest(package);
        let known = manifest.clone();
        let tasks = self.tasks(package, &known);
        (options.progress)(&format!("compressing {} {}", package.name, package.version));
        for (task, bytes) in tasks.iter().zip(self.run(package, &tasks)?) {
            guard.write(&self.body(package, task.encoding, task.file), &bytes)?;
            let Some(bodies) = manifest.files.get_mut(task.file) else { continue };
            let slot = match task.encoding {
                Encoding::Gzip => &mut bodies.gzip,
                Encoding::Brotli => &mut bodies.brotli,
                Encoding::Identity => continue,
            };
            *slot = Some(Content::of(&bytes));
        }
        guard.write(&self.manifest_path(package), manifest.to_text().as_bytes())
    }

    fn tasks<'m>(&self, package: &Package, manifest: &'m Manifest) -> Vec<Task<'m>> {
        let mut tasks = Vec::new();
        for path in package.production_files() {
            let Some((file, bodies)) = manifest.files.get_key_value(&path) else { continue };
            if !is_worth_it(file, bodies.identity.size) {
                continue;
            }
            for encoding in Encoding::COMPRESSED {
                let path = self.body(package, encoding, file);
                if !bodies.get(encoding).is_some_and(|content| content.is_at(&path)) {
                    tasks.push(Task { file, encoding });
                }
            }
        }
        tasks
    }

    /// The bodies in the order of the tasks, made on all cores.
    fn run(&self, package: &Package, tasks: &[Task<'_>]) -> Result<Vec<Vec<u8>>, Error> {
        let done: Vec<_> = tasks.iter().map(|_| Mutex::new(None)).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some((task, done)) = {
                let index = next.fetch_add(1, Ordering::Relaxed);
                tasks.get(index).zip(done.get(index))
            } {
                let path = self.body(package, Encoding::Identity, task.file);
                let bytes = fs::read(&path).and_then(|bytes| compress(&bytes, task.encoding));
                if let Ok(mut done) = done.lock() {
                    *done = Some(bytes.map_err(Error::io("compress", &path)));
                }
            }
        };
        thread::scope(|scope| {
            for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
                scope.spawn(work);
            }
        });
        done.into_iter().filter_map(|done| done.into_inner().ok().flatten()).collect()
    }
}

fn compress(bytes: &[u8], encoding: Encoding) -> io::Result<Vec<u8>> {
    match encoding {
        Encoding::Identity => Ok(bytes.to_owned()),
        Encoding::Gzip => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(bytes)?;
            encoder.finish()
        }
        Encoding::Brotli => {
            let mut compressed = Vec::new();
            let parameters = BrotliEncoderParams {
                quality: BROTLI_QUALITY,
                size_hint: bytes.len(),
                ..BrotliEncoderParams::default()
            };
            brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
            Ok(compressed)
        }
    }
}

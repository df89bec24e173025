//! What a server gets of the real packages. They must be in the store: `cargo dash fetch` puts them there.

use std::path::Path;

use dash_packages::{Body, Build, Encoding, Error, Library, Lock, OpenOptions, Origin, Source, Tag};

fn open(packages: &[&str]) -> Library {
    Library::open(&lock(), packages, &OpenOptions::from_env()).unwrap()
}

fn lock() -> Lock {
    Lock::find(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// All scripts of a page, in order.
fn scripts(library: &Library, build: Build) -> Vec<Tag> {
    [library.react(build), &library.third_party(build), library.dash(build)].concat()
}

fn path(tag: &Tag) -> &str {
    match &tag.source {
        Source::Suite(path) | Source::Url(path) => path,
    }
}

/// Paths without what changes with a version.
fn names(library: &Library, build: Build) -> Vec<String> {
    let short = |path: &str| dash_packages::fingerprint::strip(path).0.rsplit('/').next().unwrap().to_owned();
    scripts(library, build).iter().map(|tag| short(path(tag))).collect()
}

/// C5: React, third-party bundles, the renderer, dcc, html, the table.
#[test]
fn c5_scripts_stand_in_the_order_of_the_page() {
    let library = open(&["feffery-antd-components"]);
    assert_eq!(
        names(&library, Build::Production),
        [
            "polyfill@7.12.1.min.js",
            "react@18.3.1.min.js",
            "react-dom@18.3.1.min.js",
            "prop-types@15.8.1.min.js",
            "feffery_antd_components.min.js",
            "dash_renderer.min.js",
            "dash_core_components.js",
            "dash_core_components-shared.js",
            "dash_html_components.min.js",
            "bundle.js",
        ]
    );
    assert!(library.styles(Build::Production).is_empty());
}

#[test]
fn development_bundles_take_the_place_of_the_others() {
    let library = open(&[]);
    assert_eq!(
        names(&library, Build::Development),
        [
            "polyfill@7.12.1.min.js",
            "react@18.3.1.js",
            "react-dom@18.3.1.js",
            "prop-types@15.8.1.js",
            "dash_renderer.dev.js",
            "dash_core_components.js",
            "dash_core_components-shared.js",
            "proptypes.js",
            "dash_html_components.min.js",
            "bundle.js",
        ]
    );
}

/// C11, C12: each tag, each chunk and each map is served, with and without a fingerprint.
#[test]
fn c12_every_registered_file_is_served() {
    let library = open(&["feffery-antd-components"]);
    for tag in [Build::Production, Build::Development].iter().flat_map(|build| scripts(&library, *build)) {
        let file = library.file(path(&tag)).unwrap();
        let body = file.body(Encoding::Identity).unwrap().unwrap();
        assert!(file.fingerprinted && !body.bytes.is_empty(), "{tag:?}");
    }
    for path in lock().packages.iter().flat_map(dash_packages::Package::files) {
        assert!(!library.file(&path).unwrap().fingerprinted, "{path}");
    }
    // webpack 4 asks with the fingerprint of its own build.
    assert!(library.file("feffery_antd_components/async-antd_table.v0_4_6m1777383649.js").is_some());
}

#[test]
fn the_dash_files_are_what_they_say() {
    let library = open(&[]);
    let file = library.file("plotly/package_data/plotly.min.js").unwrap();
    let Body { bytes, etag } = file.body(Encoding::Identity).unwrap().unwrap();
    assert!(bytes.len() > 1_000_000);
    assert_eq!(file.content_type, "text/javascript; charset=utf-8");
    assert!(etag.starts_with('"') && etag.len() == 66, "{etag}");
    assert_eq!(library.favicon().unwrap().content_type, "image/x-icon");
    assert_eq!((library.dash_version(), library.plotly_version()), ("4.4.1", "6.9.0"));
}

/// C12: what no package in use registers is not served.
#[test]
fn c12_other_files_are_refused() {
    let library = open(&[]);
    for path in [
        "",
        "dash",
        "dash/",
        "dash/dash.py",
        "dash/dash_table/demo.js",
        "dash/dcc/../dcc/async-graph.js",
        "dash/dcc/./async-graph.js",
        "../dash.lock",
        "/dash/dcc/async-graph.js",
        "dash\\dcc\\async-graph.js",
        "feffery_antd_components/feffery_antd_components.min.js",
    ] {
        assert!(library.file(path).is_none(), "{path}");
    }
}

/// C6: for the packages in use, whether or not they have such properties.
#[test]
fn c6_children_props_are_those_of_the_packages_in_use() {
    let library = open(&["feffery-antd-components"]);
    let props = library.children_props();
    assert_eq!(
        props.keys().collect::<Vec<_>>(),
        ["dash_core_components", "dash_html_components", "dash_table", "feffery_antd_components"]
    );
    assert_eq!(props["dash_core_components"]["Tab"], ["label"]);
    assert!(props["feffery_antd_components"]["AntdTabs"].contains(&"items[].children".to_owned()));
    assert!(!open(&[]).children_props().contains_key("feffery_antd_components"));
}

#[test]
fn a_package_that_is_not_locked_says_how_to_add_it() {
    let lock = lock();
    let error = Library::open(&lock, &["dash-leaflet"], &OpenOptions::from_env()).unwrap_err();
    assert!(matches!(error, Error::NotLocked { .. }));
    let Origin::File(path) = lock.origin() else { panic!("{:?}", lock.origin()) };
    let message = format!(
        "the package `dash-leaflet` is linked into this app but not in {}; run `cargo dash add dash-leaflet`",
        path.display()
    );
    assert_eq!(error.to_string(), message);
}

#[test]
fn a_package_that_is_not_in_the_built_in_lock_says_that_no_lock_was_found() {
    let lock = Lock::built_in().unwrap();
    let error = Library::open(&lock, &["dash-leaflet"], &OpenOptions::from_env()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the package `dash-leaflet` is linked into this app but not in the built-in lock; no dash.lock was found; set \
         DASH_LOCK, or start the app from its project; where that has none, run `cargo dash add dash-leaflet`"
    );
}

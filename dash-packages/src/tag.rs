//! A script or a style of the page, and which of two builds of it.

/// A script or a style of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Where it is.
    pub source: Source,
    /// Further attributes of the tag, unescaped.
    pub attributes: Vec<(String, String)>,
}

/// Where a script or a style is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Here: its fingerprinted path below `_dash-component-suites/`.
    Suite(String),
    /// On another server: its URL.
    Url(String),
}

/// Which build of a bundle is on the page, where there are two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Build {
    /// The small and fast one.
    #[default]
    Production,
    /// The one that checks more and that a browser can debug.
    Development,
}

//! From where the page may load what.

use crate::app::App;

/// From where the page may load what: a content security policy under which the renderer and its packages work, and no
/// script that somebody smuggled into the page.
///
/// To scripts it adds what the app has: the hashes of those that stand in the page itself (the functions of clientside
/// callbacks, the renderer's start, those of an index template), and the servers of external scripts. So there is no
/// `unsafe-inline` and no nonce. The servers of external style sheets and of an external assets folder are added too.
///
/// ```
/// use dash_core::{App, ContentSecurityPolicy};
///
/// let policy = ContentSecurityPolicy::new().allow("img-src", "https://tiles.example.com");
/// App::new().content_security_policy(policy);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "give it to an app with `App::content_security_policy(..)`"]
pub struct ContentSecurityPolicy {
    /// The sources of each directive.
    pub directives: Vec<(String, Vec<String>)>,
    /// Whether browsers only report what they would refuse.
    pub report_only: bool,
}

impl Default for ContentSecurityPolicy {
    fn default() -> Self {
        Self::new()
    }
}

impl ContentSecurityPolicy {
    /// Everything from the app itself; pictures and fonts also from `data:` URLs, pictures and workers from `blob:` ones;
    /// styles also inside the page, where React and plotly put them. No plugins, and no forms sent elsewhere.
    pub fn new() -> Self {
        let directives: [(&str, &[&str]); 9] = [
            ("default-src", &["'self'"]),
            ("script-src", &["'self'"]),
            ("style-src", &["'self'", "'unsafe-inline'"]),
            ("img-src", &["'self'", "data:", "blob:"]),
            ("font-src", &["'self'", "data:"]),
            ("worker-src", &["'self'", "blob:"]),
            ("object-src", &["'none'"]),
            ("base-uri", &["'self'"]),
            ("form-action", &["'self'"]),
        ];
        let owned = |(name, sources): (&str, &[&str])| {
            (name.to_owned(), sources.iter().map(|source| (*source).to_owned()).collect())
        };
        Self { directives: directives.into_iter().map(owned).collect(), report_only: false }
    }

    /// Adds a source to a directive, such as `https://api.example.com` to `connect-src`, or `'unsafe-eval'` to `script-src` for
    /// a package that needs it. A directive that was not there also keeps `'self'`.
    pub fn allow(mut self, directive: impl Into<String>, source: impl Into<String>) -> Self {
        let (directive, source) = (directive.into(), source.into());
        match self.directives.iter_mut().find(|(name, _)| *name == directive) {
            Some((_, sources)) => {
                sources.retain(|source| source != "'none'");
                sources.push(source);
            }
            None => self.directives.push((directive, vec!["'self'".to_owned(), source])),
        }
        self
    }

    /// Refuses nothing: browsers only write to their consoles what they would refuse. To find out what an app needs.
    pub fn report_only(self) -> Self {
        Self { report_only: true, ..self }
    }
}

impl App {
    /// Says from where the page may load what; by default the page may load everything from everywhere, as in Dash. Content
    /// that the app puts into a frame with `srcDoc` is held to the page's policy too, its own scripts included.
    pub fn content_security_policy(mut self, policy: ContentSecurityPolicy) -> Self {
        self.config.content_security_policy = Some(policy);
        self
    }
}

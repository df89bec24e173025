//! Which sites may do what with an app.

use crate::app::App;

/// Which sites may do what with the app. The guide `dash::guide::security` tells what is on by default.
impl App {
    /// Lets the pages of another origin, such as `https://portal.example.com`, start callbacks. A browser says which page
    /// sends a request; by default only the app's own may, and what others send is answered with 403. Programs, which say
    /// nothing of the kind, may always ask.
    ///
    /// Behind a proxy that hides the app's own name from the server this is the name that people type. A page that is
    /// really another site's also needs CORS headers, which a layer of the router gives.
    ///
    /// ```
    /// # use dash_core::App;
    /// App::new().allow_origin("https://portal.example.com").allow_origin("http://localhost:3000");
    /// ```
    pub fn allow_origin(mut self, origin: impl Into<String>) -> Self {
        self.config.allowed_origins.push(origin.into());
        self
    }

    /// Who may show the app in a frame, as the directive `frame-ancestors` of a content security policy names them;
    /// `["'self'"]` by default: pages of the same origin. `["*"]` is everybody, `["'none'"]` nobody.
    ///
    /// ```
    /// # use dash_core::App;
    /// App::new().frame_ancestors(["'self'", "https://intranet.example.com"]);
    /// ```
    pub fn frame_ancestors<T: Into<String>>(mut self, sources: impl IntoIterator<Item = T>) -> Self {
        self.config.frame_ancestors = sources.into_iter().map(Into::into).collect();
        self
    }

    /// What browsers tell other sites of the page's address: a value of the header `Referrer-Policy`. By default
    /// `strict-origin-when-cross-origin`, the origin without the path; map tiles and the like often ask for that.
    pub fn referrer_policy(mut self, policy: impl Into<String>) -> Self {
        self.config.referrer_policy = policy.into();
        self
    }
}

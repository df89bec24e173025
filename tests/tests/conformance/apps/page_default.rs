use dash::prelude::*;

pub(crate) fn app() -> App {
    App::new().layout(html::Div::new().children("Hello")).callbacks(callbacks![])
}

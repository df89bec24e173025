//! A page with a style sheet, a script, a picture and an icon of its own, all from the folder `assets`, and a hook:
//! `cargo run -p assets`

use dash::prelude::*;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new()
        .title("Assets")
        .meta([("name", "description"), ("content", "Files of the app's own")])
        .hook("layout_post", "() => { document.documentElement.dataset.layout = 'here'; }")
        .layout(layout())
        .run()
        .await
}

fn layout() -> html::Div {
    let picture = html::Img::new().id("picture").src("assets/leaf.svg").alt("a leaf");
    let greeting = html::P::new().id("greeting").children("The style sheet makes this green.");
    html::Div::new().children((greeting, picture))
}

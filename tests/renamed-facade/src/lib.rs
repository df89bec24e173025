//! Does `#[callback]` work where the facade has another name? A crate of its own, since cargo gives a crate only one
//! name for a dependency.

#[cfg(test)]
mod tests {
    use renamed::prelude::App;

    #[renamed::callback(crate = ::renamed, output = "a.children", input = "b.value")]
    fn under_another_name(b: u64) -> u64 {
        b
    }

    #[test]
    fn the_facade_may_have_another_name() {
        let app = App::new().layout("").suppress_callback_exceptions(true);
        let problems = app.callbacks(renamed::callbacks![under_another_name]).check();
        assert!(!problems.iter().any(renamed::Problem::is_error));
    }
}

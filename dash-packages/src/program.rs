//! Running programs that a machine may not have.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output};

use crate::error::Error;

/// What a program says when it is run to its end; `None` where there is no such program.
pub(crate) fn run(command: &mut Command) -> Result<Option<Output>, Error> {
    match command.output() {
        // A version manager's stand-in for a program that is not installed answers as a shell would.
        Ok(output) if matches!(output.status.code(), Some(127 | 9009)) => Ok(None),
        Ok(output) => Ok(Some(output)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("run", Path::new(command.get_program()))(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_is_no_error() {
        assert!(run(&mut Command::new("no-such-program")).unwrap().is_none());
        assert!(run(Command::new("sh").args(["-c", "exit 127"])).unwrap().is_none());
        assert!(run(Command::new("sh").args(["-c", "exit 1"])).unwrap().is_some());
    }
}

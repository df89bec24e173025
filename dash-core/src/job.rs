//! One call of a callback, from its decoded arguments to its answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use crate::callback::{Call, Callback};
use crate::effects::Timing;
use crate::panic::caught;
use crate::settlement::{Outcome, Settlement};
use crate::update_error::{ErrorKind, UpdateError};

/// A callback that was found and whose arguments were decoded: it owns all it needs and can run anywhere.
#[derive(Debug)]
#[must_use = "the callback does not run until `run` or `run_blocking`"]
pub struct Job {
    settlement: Settlement,
    work: Work,
}

#[derive(Debug)]
enum Work {
    Call(Call),
    /// It failed before it began, and has an `on_error`.
    Recover(UpdateError),
}

/// The answer to a request for a callback.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Answer {
    /// The JSON of a 200; without any it is a 204, and nothing changes.
    pub body: Option<Vec<u8>>,
    /// Headers that the callback gave the answer, cookies among them.
    pub headers: Vec<(String, String)>,
    /// How long parts of the work took, as far as the callback says.
    pub timings: Vec<Timing>,
    /// What went wrong, where `on_error` made something else of it.
    pub recovered: Option<ErrorKind>,
    /// How long it took to write the body, for a [timed](Job::time) call.
    pub encoding: Option<Duration>,
}

impl Job {
    pub(crate) fn new(settlement: Settlement, call: Call) -> Self {
        Self { settlement, work: Work::Call(call) }
    }

    /// A callback that cannot begin: the error, or a job for its `on_error`.
    pub(crate) fn recovering(settlement: Settlement, error: UpdateError) -> Result<Self, UpdateError> {
        if settlement.recovers() { Ok(Self { settlement, work: Work::Recover(error) }) } else { Err(error) }
    }

    /// The callback.
    pub fn callback(&self) -> &Callback {
        &self.settlement.entry().callback
    }

    /// The callback's position among [`Registry::callbacks`](crate::Registry::callbacks).
    pub fn index(&self) -> usize {
        self.settlement.entry().index
    }

    /// The longest that the call may take. Who runs the job sees to it, with [`settlement`](Self::settlement).
    pub fn timeout(&self) -> Option<Duration> {
        self.callback().timeout
    }

    /// Whether the callback may block its thread, so that it belongs on one made for that.
    pub fn may_block(&self) -> bool {
        match &self.work {
            Work::Call(Call::Blocking(_)) | Work::Recover(_) => true,
            Work::Call(Call::Future(_)) => false,
        }
    }

    /// What gives the answer in the place of a callback that is given up. Whichever of the two comes first is the answer; the
    /// other one has no effects any more.
    pub fn settlement(&mut self) -> Settlement {
        self.settlement.rival()
    }

    /// Has it measured how long the answer takes to be written. Before [`settlement`](Self::settlement).
    pub fn time(&mut self) {
        self.settlement.time();
    }

    /// Runs the callback here and now. Only for one that [`may_block`](Self::may_block).
    ///
    /// # Errors
    /// When the callback failed or panicked. A panic does not leave this function.
    pub fn run_blocking(self) -> Result<Answer, UpdateError> {
        let settlement = self.settlement;
        settlement.settle(match self.work {
            Work::Call(Call::Blocking(work)) => {
                Outcome::of(settlement.callback(), catch_unwind(AssertUnwindSafe(work)))
            }
            Work::Call(Call::Future(_)) => {
                let error = "an async callback cannot block".into();
                Outcome::Failed(UpdateError::failed(settlement.callback(), error))
            }
            Work::Recover(error) => Outcome::Failed(error),
        })
    }

    /// Runs the callback; one that may block does so on the thread that polls.
    ///
    /// # Errors
    /// When the callback failed or panicked. A panic does not leave this function.
    // Not an async function: its future would hold the parts of the job twice.
    pub fn run(self) -> impl Future<Output = Result<Answer, UpdateError>> + Send {
        let Self { settlement, work } = self;
        let work = match work {
            Work::Call(Call::Future(work)) => Ok(caught(work)),
            work @ (Work::Call(Call::Blocking(_)) | Work::Recover(_)) => Err(work),
        };
        async move {
            match work {
                Ok(work) => {
                    let result = work.await;
                    settlement.settle(Outcome::of(settlement.callback(), result))
                }
                Err(work) => Self { settlement, work }.run_blocking(),
            }
        }
    }
}

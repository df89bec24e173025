//! How many connections the system lets the program have.

/// Files and sockets that are none of a browser's: those of the app and of its log.
const OTHERS: usize = 100;

/// As many of these connections as the system has file descriptors for, after asking it for more: what a program gets
/// without asking is often too few.
#[cfg(unix)]
pub(crate) fn for_connections(wanted: usize) -> usize {
    let needed = wanted.saturating_add(OTHERS) as u64;
    let allowed = match rlimit::getrlimit(rlimit::Resource::NOFILE) {
        Ok((soft, _)) if soft >= needed => return wanted,
        Ok(_) => rlimit::increase_nofile_limit(needed),
        Err(error) => Err(error),
    };
    match allowed {
        Ok(allowed) if allowed < needed => {
            let connections = usize::try_from(allowed).unwrap_or(usize::MAX).saturating_sub(OTHERS).max(1);
            tracing::info!(
                "the system lets this program open {allowed} files, so it takes {connections} connections at once and not \
                 {wanted}; raise the system's limit (`ulimit -Hn`), or lower `Limits::connections(..)`"
            );
            connections
        }
        Ok(_) => wanted,
        Err(error) => {
            tracing::debug!("cannot find out how many files may be open: {error}");
            wanted
        }
    }
}

/// Windows has no such limit.
#[cfg(not(unix))]
pub(crate) fn for_connections(wanted: usize) -> usize {
    wanted
}

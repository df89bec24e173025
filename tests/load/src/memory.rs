//! How much memory a process has, and whether it grows.

use std::fs;

use crate::Result;

/// The resident memory of a process in KiB.
///
/// # Errors
/// Where there is no `/proc`: on systems other than Linux.
pub fn resident(process: u32) -> Result<u64> {
    let path = format!("/proc/{process}/status");
    let status = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}; this needs Linux"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
    number.ok_or_else(|| format!("{path} has no VmRSS"))
}

/// Whether memory that was measured before and after the same load has not grown: by less than a tenth and 8 MiB, which an
/// allocator may keep for itself.
pub fn is_same(before: u64, after: u64) -> bool {
    after <= before + before / 10 + 8 * 1024
}

/// The line through samples, by least squares: KiB a minute. Each sample is a time in seconds and KiB.
#[allow(clippy::cast_precision_loss, reason = "kibibytes of one process")]
pub fn slope(samples: &[(f64, u64)]) -> f64 {
    let count = samples.len().max(1) as f64;
    let mean_time = samples.iter().map(|(time, _)| time).sum::<f64>() / count;
    let mean = samples.iter().map(|(_, size)| *size as f64).sum::<f64>() / count;
    let above = samples.iter().map(|(time, size)| (time - mean_time) * (*size as f64 - mean)).sum::<f64>();
    let below = samples.iter().map(|(time, _)| (time - mean_time).powi(2)).sum::<f64>();
    if below == 0.0 { 0.0 } else { above / below * 60.0 }
}

/// The samples that count, the slope of the line through them in KiB a minute, and whether they are flat: after the first
/// fifth of the time, in which caches fill, the line rises by less than 2 % of the mean and 1 MiB.
#[allow(clippy::cast_precision_loss, reason = "kibibytes of one process")]
pub fn is_flat(samples: &[(f64, u64)]) -> (f64, bool) {
    let counted = &samples[samples.len() / 5..];
    let (Some((first, _)), Some((last, _))) = (counted.first(), counted.last()) else { return (0.0, false) };
    let slope = slope(counted);
    let mean = counted.iter().map(|(_, size)| *size as f64).sum::<f64>() / counted.len() as f64;
    (slope, slope * (last - first) / 60.0 <= mean * 0.02 + 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(size: impl Fn(u32) -> u64) -> Vec<(f64, u64)> {
        (0..120).map(|number| (f64::from(number) * 5.0, size(number))).collect()
    }

    #[test]
    fn growth_is_told_from_noise() {
        let noise = |number: u32| 50_000 + u64::from(number * 7919 % 400);
        assert!(is_flat(&samples(noise)).1);
        let (slope, flat) = is_flat(&samples(|number| 50_000 + u64::from(number) * 40));
        assert!(!flat && (slope - 480.0).abs() < 0.01, "{slope}");
        // What grows in the first minute only is the cache's.
        assert!(is_flat(&samples(|number| 50_000 + u64::from(number.min(12)) * 2_000)).1);
    }

    #[test]
    fn this_process_has_a_size() {
        assert!(resident(std::process::id()).expect("this is Linux") > 1000);
    }
}

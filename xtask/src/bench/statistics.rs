//! Few numbers, of which some are disturbed: the middle one is believed.

/// The middle one; of an even number the mean of the two in the middle. None of none.
pub(super) fn median(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    let half = numbers.len() / 2;
    match numbers.len() {
        0 => None,
        length if length % 2 == 1 => Some(numbers[half]),
        _ => Some(f64::midpoint(numbers[half - 1], numbers[half])),
    }
}

/// The median of the ratios of two series, round by round: what disturbs a whole round disturbs both. Rounds in which
/// one of them is missing do not count.
pub(super) fn paired_ratio(ours: &[Option<f64>], theirs: &[Option<f64>]) -> Option<f64> {
    let pairs = ours.iter().zip(theirs).filter_map(|(ours, theirs)| Some(((*ours)?, (*theirs)?)));
    median(pairs.filter(|(_, theirs)| *theirs > 0.0).map(|(ours, theirs)| ours / theirs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_outlier_does_not_move_the_median() {
        assert_eq!(median([3.0, 1000.0, 1.0]), Some(3.0));
        assert_eq!(median([4.0, 2.0]), Some(3.0));
        assert_eq!(median([]), None);
    }

    #[test]
    fn ratios_are_those_of_one_round() {
        // Every round is twice as slow as the last one; both are.
        let (ours, theirs) = ([Some(2.0), Some(4.0), Some(8.0)], [Some(1.0), Some(2.0), Some(4.0)]);
        assert_eq!(paired_ratio(&ours, &theirs), Some(2.0));
        assert_eq!(paired_ratio(&[Some(3.0), None], &[Some(2.0), Some(1.0)]), Some(1.5));
        assert_eq!(paired_ratio(&[Some(3.0)], &[Some(0.0)]), None);
    }
}

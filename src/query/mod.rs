//! Questions to a standing: filter and sort, without changing a figure.

pub mod address;
pub mod breakdown;
pub mod cell;
pub mod file_name;
pub mod library;
pub mod range;
pub mod report;
pub mod sheet;

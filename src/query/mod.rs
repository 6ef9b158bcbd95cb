//! Questions to a standing: filter and sort, without changing a figure.

pub mod address;
pub mod alias;
pub mod breakdown;
pub mod cell;
pub mod compare;
pub mod file_name;
pub mod history;
pub mod library;
pub mod names;
pub mod range;
pub mod renewals;
pub mod report;
pub mod saved;
pub mod sheet;
pub mod write;

//! What the file worker hands over is what the page takes up, however long its lists are.

#[path = "support/packed.rs"]
mod packed;

use chrono::NaiveDate;
use packed::taken_up;
use serde_json::{Value, json};
use tierwise::ingest::{
    headway::Headway,
    several::{self, Piece, Reading},
};

/// Of each long list more than two parts.
const MANY: usize = 12_000;

fn of(books: &[Value]) -> Reading {
    let texts: Vec<String> = books.iter().map(Value::to_string).collect();
    let pieces = texts.iter().enumerate();
    let pieces =
        pieces.map(|(at, text)| Piece::of_bytes(at, &format!("{at}.json"), text.as_bytes()));
    several::read(
        pieces.collect(),
        &[],
        NaiveDate::default(),
        &Headway::default(),
    )
}

fn many(record: impl Fn(usize) -> Value) -> Value {
    (0..MANY).map(record).collect()
}

fn long() -> Value {
    json!({
        "format": "tierwise/1", "as_of": "2026-01-31",
        "clients": many(|at| json!({ "id": format!("c{at}"), "name": format!("Client {at}") })),
        "sales": many(|at| json!({
            "id": format!("s{at}"), "client": format!("c{at}"), "deal_type": "partner_sourced",
            "mrr": format!("{at}.25"), "currency": "EUR", "closed_on": "2025-06-30",
        })),
        "managed": many(|at| json!({
            "id": format!("m{at}"), "client": format!("c{at}"), "mrr": at, "currency": "EUR", "from": "2025-06-30",
        })),
        "deals": many(|at| json!({
            "id": format!("d{at}"), "name": format!("Deal {at}"), "deal_type": "partner_sourced", "vendor_stage": "open",
            "registered_on": "2025-01-31",
        })),
        "renewals": many(|at| json!({
            "id": format!("r{at}"), "client": format!("c{at}"), "mrr": at, "currency": "EUR", "renews_on": "2026-06-30",
        })),
    })
}

#[test]
fn lists_of_many_parts_come_back_whole_and_in_order() {
    let absent =
        json!({ "format": "tierwise/1", "as_of": "2026-02-28", "clients": [], "sales": [] });
    let reading = of(&[absent, long()]);
    let [without, with] = reading.books.as_slice() else {
        panic!("{:?}", reading.refused);
    };
    let (without, with) = (&without.read.book, &with.read.book);
    assert_eq!(
        (&without.sales, &without.managed),
        (&Some(Vec::new()), &None)
    );
    let lengths = [
        Some(with.clients.len()),
        with.sales.as_ref().map(Vec::len),
        with.managed.as_ref().map(Vec::len),
        with.deals.as_ref().map(Vec::len),
        with.renewals.as_ref().map(Vec::len),
    ];
    assert_eq!(
        lengths,
        [Some(MANY); 5],
        "{:?}",
        reading.books[1].read.diagnostics.first()
    );
    let parts = reading.clone().into_parts().unwrap();
    assert_eq!(taken_up(&parts), Some(reading));
}

#[test]
fn numbers_of_any_length_and_sign_come_back() {
    let numbers = [
        "0",
        "-0.01",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551616",
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
        "-0.0000000000000000000000000001",
        "7.9228162514264337593543950335",
    ];
    let sale = |(at, mrr): (usize, &&str)| {
        json!({
            "id": format!("s{at}"), "client": "c", "deal_type": "partner_sourced",
            "mrr": mrr, "currency": "EUR", "closed_on": "2025-06-30",
        })
    };
    let sales: Value = numbers.iter().enumerate().map(sale).collect();
    let reading = of(&[json!({
        "format": "tierwise/1", "as_of": "2026-01-31", "clients": [{ "id": "c", "name": "C" }], "sales": sales,
    })]);
    let parts = reading.into_parts().unwrap();
    let taken_up = taken_up(&parts).unwrap();
    let sales = taken_up.books[0].read.book.sales.as_ref().unwrap();
    let read: Vec<String> = sales.iter().map(|sale| sale.mrr.to_string()).collect();
    assert_eq!(read, numbers);
}

#[test]
fn a_part_is_a_small_part() {
    let parts = of(&[long()]).into_parts().unwrap();
    let sizes = parts.iter().map(Vec::len);
    let (all, largest) = (sizes.clone().sum::<usize>(), sizes.max().unwrap());
    assert!(largest * 8 < all, "{largest} of {all}");
}

#[test]
fn other_bytes_are_refused() {
    let parts = of(&[long()]).into_parts().unwrap();
    let (first, others) = parts.split_first().unwrap();
    for bytes in [&[], &first[..first.len() - 1], others[0].as_slice()] {
        assert_eq!(Reading::begun(bytes), None);
    }
    let mut reading = Reading::begun(first).unwrap();
    assert_eq!(reading.take_up(&others[0][..others[0].len() - 1]), None);
    // A part of a book that there is none of.
    assert_eq!(Reading::default().take_up(&others[0]), None);
}

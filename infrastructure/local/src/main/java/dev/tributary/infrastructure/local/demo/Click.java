package dev.tributary.infrastructure.local.demo;

/// A visit that a shop can name: the click_id in the URL that it was sent to.
record Click(int partner, String clickId) {}

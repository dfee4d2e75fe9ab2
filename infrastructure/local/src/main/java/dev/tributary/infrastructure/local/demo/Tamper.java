package dev.tributary.infrastructure.local.demo;

import dev.tributary.infrastructure.local.LocalMachine;

/// Something that happens to what is stored, between the life and the check of it.
@FunctionalInterface
interface Tamper {
    void with(LocalMachine machine);
}

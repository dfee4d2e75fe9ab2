package dev.tributary.infrastructure.table;

final class EmbeddedTableTest extends TableContract {
    @Override
    Table table() {
        return EmbeddedTable.create().connect();
    }
}

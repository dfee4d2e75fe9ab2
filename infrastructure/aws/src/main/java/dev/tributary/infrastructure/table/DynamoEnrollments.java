package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Optional;

/// Enrollments in the table.
public final class DynamoEnrollments implements Enrollments {
    private final ItemStore items;

    public DynamoEnrollments(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Enrollment>> find(ProgramId program, AffiliateId affiliate) {
        return items.find(Keys.enrollments(program), Keys.enrollment(affiliate), Items::enrollment);
    }

    @Override
    public Page<Enrollment> in(ProgramId program, PageRequest page) {
        return items.page(new ItemStore.Stretch(Keys.enrollments(program), Keys.AFFILIATES), page)
                .map(Items::enrollment);
    }

    @Override
    public Page<Enrollment> of(AffiliateId affiliate, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(Keys.affiliate(affiliate), Keys.ENROLLMENTS), page)
                .map(Items::enrollment);
    }

    @Override
    public Creation create(Enrollment enrollment) {
        return items.create(place(enrollment), Items.of(enrollment));
    }

    @Override
    public Replacement replace(Versioned<Enrollment> enrollment) {
        return items.replace(place(enrollment.value()), Items.of(enrollment.value()), enrollment.version());
    }

    static ItemStore.Place place(Enrollment enrollment) {
        String partition = Keys.enrollments(enrollment.program());
        return new ItemStore.Place(partition, Keys.enrollment(enrollment.affiliate()), Optional.empty())
                .listed(Keys.affiliate(enrollment.affiliate()), partition);
    }
}

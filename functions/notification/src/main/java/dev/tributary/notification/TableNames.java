package dev.tributary.notification;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.notice.NoticeMail;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Merchant;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoMerchants;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.Table;
import java.util.Optional;

/// Names as they are now.
final class TableNames implements NoticeMail.Names {
    private final DynamoMerchants merchants;
    private final DynamoAffiliates affiliates;
    private final DynamoPrograms programs;

    TableNames(Table table) {
        this.merchants = new DynamoMerchants(table);
        this.affiliates = new DynamoAffiliates(table);
        this.programs = new DynamoPrograms(table);
    }

    @Override
    public Optional<String> of(Tenant tenant) {
        return switch (tenant) {
            case Tenant.OfMerchant(var merchant) -> merchants.find(merchant).map(Merchant::name);
            case Tenant.OfAffiliate(var affiliate) ->
                affiliates.find(affiliate).map(Versioned::value).map(Affiliate::name);
        };
    }

    @Override
    public Optional<String> program(String id) {
        return ProgramId.parse(id).flatMap(programs::find).map(Versioned::value).map(Program::name);
    }
}

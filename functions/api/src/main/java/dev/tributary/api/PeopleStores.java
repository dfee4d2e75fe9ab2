package dev.tributary.api;

import dev.tributary.domain.access.AgencyGrants;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.SignIns;
import dev.tributary.domain.mail.MailOut;
import dev.tributary.domain.party.Merchants;
import dev.tributary.infrastructure.table.DynamoAgencyGrants;
import dev.tributary.infrastructure.table.DynamoMembers;
import dev.tributary.infrastructure.table.DynamoMerchants;
import dev.tributary.infrastructure.table.DynamoSignIns;
import dev.tributary.infrastructure.table.Table;

/// What people who sign in need.
record PeopleStores(Members members, AgencyGrants grants, SignIns signIns, Merchants merchants, MailOut mail) {
    static PeopleStores of(Table table, MailOut mail) {
        return new PeopleStores(
                new DynamoMembers(table),
                new DynamoAgencyGrants(table),
                new DynamoSignIns(table),
                new DynamoMerchants(table),
                mail);
    }
}

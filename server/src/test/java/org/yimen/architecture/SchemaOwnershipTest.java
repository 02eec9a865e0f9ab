package org.yimen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yimen.architecture.Migrations.Migration;
import org.yimen.architecture.Migrations.Table;
import org.yimen.architecture.SqlTexts.Sql;

/** One schema per module, the region first in every key: what a second machine will need is there from the first day. */
class SchemaOwnershipTest {

    /** Tables without a region, each for a reason that its migration gives. A new one is a decision, not an oversight. */
    private static final Set<String> NOT_REGIONAL = Set.of(
            "platform.setting",
            "crypto.resealed",
            "audit.log",
            "audit.log_cursor",
            "audit.log_leaf",
            "audit.log_tile",
            "audit.log_head",
            "identity.person",
            "identity.person_password",
            "identity.entity",
            "identity.operator",
            "identity.sign_in_failure",
            "identity.window_reading",
            "identity.session",
            "identity.session_value",
            "identity.sign_in",
            "identity.password_reset",
            "identity.consent",
            "identity.delegation",
            "identity.verification",
            "identity.visit_code",
            "identity.special_group",
            "identity.contact_code",
            "identity.proven_phone",
            "identity.registration",
            "identity.outer_link",
            "identity.outer_answer",
            "organisation.region",
            "organisation.revision");

    private static final Pattern MADE =
            Pattern.compile("\\b(?:create(?: or replace)?(?: unique)?(?: materialized)?|alter|drop)"
                    + " (?:table|view|type|function|procedure|sequence|domain)(?: if (?:not )?exists)?(?: only)?"
                    + " ([\\w.]+)");
    private static final Pattern SCHEMA =
            Pattern.compile("\\b(?:create|alter|drop) schema (?:if (?:not )?exists )?(\\w+)");
    private static final Pattern INDEXED = Pattern.compile("\\bcreate(?: unique)? index[^;]*? on (?:only )?([\\w.]+)");
    private static final Pattern REFERENCE = Pattern.compile("\\breferences ([\\w.]+)");
    private static final Pattern KEY =
            Pattern.compile("(?:primary key|unique(?: nulls not distinct)?|foreign key)\\s*\\((\\w+)");

    @Test
    void migrationsAreNamedByTimeAndModule() {
        assertThat(Migrations.all())
                .isNotEmpty()
                .allSatisfy(migration -> assertThat(migration.name())
                        .matches("(V\\d{12}__|R__)" + migration.module() + "_[a-z0-9_]+\\.sql(\\.conf)?"));
        assertThat(Migrations.all().stream()
                        .map(Migration::name)
                        .filter(name -> name.startsWith("V") && name.endsWith(".sql"))
                        .map(name -> name.substring(0, 13)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aMigrationBuildsOnlyInTheSchemaOfItsModule() {
        for (Migration migration : Migrations.all()) {
            assertThat(Modules.names()).contains(migration.module());
            assertThat(found(MADE, migration).map(SchemaOwnershipTest::schema))
                    .as(migration.name())
                    .allMatch(migration.module()::equals);
            assertThat(found(INDEXED, migration).map(SchemaOwnershipTest::schema))
                    .as(migration.name())
                    .allMatch(migration.module()::equals);
            assertThat(found(SCHEMA, migration)).as(migration.name()).allMatch(migration.module()::equals);
        }
    }

    @Test
    void foreignKeysFollowTheArrows() {
        for (Migration migration : Migrations.all()) {
            assertThat(found(REFERENCE, migration).map(SchemaOwnershipTest::schema))
                    .as(migration.name())
                    .allMatch(schema -> schema.equals(migration.module())
                            || Modules.allowed(migration.module()).contains(schema));
        }
    }

    @Test
    void noModuleReadsTheTablesOfAnother() {
        var owned = Migrations.tables().stream().map(Table::qualified).collect(Collectors.toSet());

        assertThat(SqlTexts.all())
                .isNotEmpty()
                .allSatisfy(sql -> assertThat(sql.tables())
                        .as("%s: %s", sql.file(), sql.text())
                        .filteredOn(owned::contains)
                        .allMatch(table -> schema(table).equals(sql.module())));
    }

    @Test
    void theRegionComesFirstInEveryKeyOfARegionalTable() {
        for (Table table : Migrations.tables()) {
            if (NOT_REGIONAL.contains(table.qualified())) {
                assertThat(table.regional()).as(table.qualified()).isFalse();
                continue;
            }
            assertThat(table.body()).as(table.qualified()).containsPattern("region_code\\s+text\\s+not null");
            assertThat(KEY.matcher(table.body()).results().map(key -> key.group(1)))
                    .as("first columns of the keys of %s", table.qualified())
                    .isNotEmpty()
                    .allMatch("region_code"::equals);
        }
    }

    /** A statement that must look at every region says so: {@code -- all regions: why}. */
    @Test
    void statementsOnRegionalTablesNameTheRegion() {
        var regional = Migrations.tables().stream()
                .filter(Table::regional)
                .map(Table::qualified)
                .collect(Collectors.toSet());

        var withoutRegion = SqlTexts.all().stream()
                .filter(sql -> sql.tables().stream().anyMatch(regional::contains))
                .filter(sql ->
                        !sql.text().contains("region_code") && !sql.text().contains("-- all regions:"))
                .map(sql -> sql.file() + ": " + sql.text().strip());

        assertThat(withoutRegion).isEmpty();
    }

    @Test
    void timeComesFromTheApplication() {
        assertThat(SqlTexts.all())
                .map(Sql::text)
                .noneMatch(text -> Pattern.compile(
                                "\\b(now\\(\\)|current_(date|time|timestamp)\\b|localtime|clock_timestamp|statement_timestamp)")
                        .matcher(text)
                        .find());
    }

    private static Stream<String> found(Pattern pattern, Migration migration) {
        return pattern.matcher(migration.sql()).results().map((MatchResult found) -> found.group(1));
    }

    private static String schema(String qualified) {
        int dot = qualified.indexOf('.');
        return dot < 0 ? "no schema: " + qualified : qualified.substring(0, dot);
    }
}

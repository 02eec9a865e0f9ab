package org.yimen.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Respells the conditions of stored versions: {@code in-use = yes} became {@code in_use == "yes"}. They say the same, so
 * the versions stay what they were and published ones stay published; only SQL cannot reckon their SM3 digests anew.
 */
@Component
class ConditionsInCel implements JavaMigration {

    private static final Pattern OLD = Pattern.compile("onlyIf: (\\S+) = (\\S+)");

    /** Of several choices one condition spoke of any: then the choice is among them. */
    private static final Pattern SEVERAL = Pattern.compile("- code: (\\S+)\\n(?:(?! *- code:).*\\n)*? *kind: choices");

    private static final String ALL = """
            select region_code, code, number, content
              from catalogue.item_version
            """;

    private static final String RESPELL = """
            update catalogue.item_version
               set content = ?, digest = ?
             where region_code = ? and code = ? and number = ?
            """;

    static String respelt(String yaml) {
        Set<String> several =
                SEVERAL.matcher(yaml).results().map(found -> found.group(1)).collect(Collectors.toSet());
        return OLD.matcher(yaml).replaceAll(found -> {
            String question = found.group(1).replace('-', '_');
            String choice = '"' + found.group(2) + '"';
            // In brackets, as YAML would take the first quotation mark for its own.
            return several.contains(found.group(1))
                    ? "onlyIf: (" + choice + " in " + question + ")"
                    : "onlyIf: " + question + " == " + choice;
        });
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (PreparedStatement all = connection.prepareStatement(ALL);
                PreparedStatement respell = connection.prepareStatement(RESPELL);
                ResultSet row = all.executeQuery()) {
            while (row.next()) {
                String yaml = respelt(row.getString("content"));
                respell.setString(1, yaml);
                respell.setString(2, Library.digest(new YamlTree("database", yaml).canonical(Set.of("status"))));
                respell.setString(3, row.getString("region_code"));
                respell.setString(4, row.getString("code"));
                respell.setInt(5, row.getInt("number"));
                respell.addBatch();
            }
            var _ = respell.executeBatch();
        }
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("202611221600");
    }

    @Override
    public String getDescription() {
        return "catalogue conditions in cel";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}

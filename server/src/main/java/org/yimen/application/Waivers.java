package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Material.Supply;
import org.yimen.form.FormCheck;
import org.yimen.licence.Licence;

/**
 * 免证办: what an applicant need not bring because it is held here or shared. Handing in agrees to that, material by
 * material; who would rather bring one himself says so and is asked for it like for any other.
 */
@Service
public class Waivers {

    /** What the register of persons proves by itself. */
    private static final Set<String> REAL_NAME = Set.of("identity-card", "representative-identity");

    private static final String OF_CASE = """
        select material_code, source, licence_id
          from application.waiver
         where region_code = :region and case_id = :case
         order by material_code
        """;

    private final Applicants applicants;
    private final JdbcClient jdbc;

    Waivers(Applicants applicants, JdbcClient jdbc) {
        this.applicants = applicants;
        this.jdbc = jdbc;
    }

    /** Where a material comes from that nobody brings. */
    public enum Source {
        /** 电子证照: a licence that was issued here and is in force */
        LICENCE,
        /** 实名信息, 登记信息: a register that this system asks by itself */
        REGISTER,
        /** 数据共享: fetched from whoever issued it when he handed in */
        SHARED,
        /** the office gets it from whoever issued it by its own means */
        OFFICE
    }

    /** @param licence the licence that is taken in its place, or null */
    public record Waived(
            Material material, Source source, @Nullable Licence licence) {

        /** True where the answer is there already. */
        public boolean isFetched() {
            return source != Source.OFFICE;
        }

        @Nullable
        UUID licenceId() {
            return licence == null ? null : licence.id();
        }
    }

    /** What was waived in a case that was handed in. */
    public record Entered(
            String material, Source source, @Nullable UUID licence) {}

    /** The materials that these answers make the office fetch, whether or not the applicant would rather bring them. */
    static List<Material> shared(ItemVersion item, Dossier dossier) {
        return item.materials(FormCheck.read(item.form(), dossier.answers())).stream()
                .filter(material -> material.supply() == Supply.SHARED)
                .toList();
    }

    List<Waived> of(Dossier dossier, ItemVersion item) {
        List<Material> waived = shared(item, dossier).stream()
                .filter(material -> !dossier.content().brought().contains(material.code()))
                .filter(material -> !dossier.replaces(item, material.code()))
                .toList();
        // Most items that fetch nothing are not worth a statement.
        List<Licence> licences = waived.isEmpty() ? List.of() : applicants.licences(dossier.applicant());
        List<Waived> known = waived.stream()
                .map(material -> waived(material, dossier.applicant(), licences))
                .toList();
        if (known.stream().allMatch(Waived::isFetched)) {
            return known;
        }
        Set<String> found = found(dossier);
        return known.stream()
                .map(each -> !each.isFetched() && found.contains(each.material().code())
                        ? new Waived(each.material(), Source.SHARED, null)
                        : each)
                .toList();
    }

    /** What a source gave for this draft. */
    private Set<String> found(Dossier dossier) {
        return Set.copyOf(jdbc.sql("""
                        select material_code
                          from application.fetched
                         where region_code = :region and dossier_id = :dossier and answer = 'FOUND'
                        """)
                .param("region", dossier.region())
                .param("dossier", dossier.id())
                .query(String.class)
                .list());
    }

    private static Waived waived(Material material, Applicant applicant, List<Licence> licences) {
        return licences.stream()
                .filter(licence -> licence.type().equals(material.name().zh()))
                .findFirst()
                .map(licence -> new Waived(material, Source.LICENCE, licence))
                .orElseGet(() -> new Waived(
                        material, isRegistered(material.code(), applicant) ? Source.REGISTER : Source.OFFICE, null));
    }

    private static boolean isRegistered(String material, Applicant applicant) {
        return REAL_NAME.contains(material) || (material.equals("business-licence") && applicant.entity());
    }

    /** What nobody had to bring for a case. */
    public List<Entered> ofCase(String region, UUID caseId) {
        return jdbc.sql(OF_CASE)
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> entered(row))
                .list();
    }

    private static Entered entered(ResultSet row) throws SQLException {
        return new Entered(
                row.getString("material_code"),
                Source.valueOf(row.getString("source")),
                row.getObject("licence_id", UUID.class));
    }
}

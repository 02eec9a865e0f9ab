package org.yimen.supervision;

import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.supervision.Inquiry.Act;

/** 通报: what everybody may read of an inquiry; the name stands in it cut short, and nowhere whole. */
@Service
public class PublicNotices {

    private final JdbcClient jdbc;
    private final Directory directory;
    private final InstantSource time;

    PublicNotices(JdbcClient jdbc, Directory directory, InstantSource time) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.time = time;
    }

    /** One of them, as everybody reads it. */
    public record PublicNotice(
            String number,
            String kind,
            boolean clue,
            String department,
            @Nullable String name,
            @Nullable String finding,
            @Nullable String sanction,
            String text,
            LocalDate on) {}

    /** @throws SupervisionRefused where the whole name stands in the text */
    void publish(Inquiry of, UUID by, String text) {
        String name = name(of);
        if (name != null && text.contains(name)) {
            throw new SupervisionRefused("supervision.inquiry.whole-name");
        }
        Optional<Act.Decided> decided = of.decision();
        jdbc.sql("""
                        insert into supervision.public_notice
                               (region_code, inquiry_id, number, kind, origin, department_code, name, finding, sanction, text,
                                published_on, published_by)
                        values (:region, :id, :number, :kind, :origin, :department, :name, :finding, :sanction, :text, :on, :by)
                        """)
                .param("region", of.region())
                .param("id", of.id())
                .param("number", of.number())
                .param("kind", of.kind())
                .param("origin", of.isClue() ? "clue" : "order")
                .param("department", of.department())
                // Of a clue only its kind and what came of it is said.
                .param("name", name == null || decided.isEmpty() ? null : shortened(name), Types.VARCHAR)
                .param("finding", decided.map(each -> each.finding().code()).orElse(null), Types.VARCHAR)
                .param("sanction", decided.map(Act.Decided::sanction).orElse(null), Types.VARCHAR)
                .param("text", text)
                .param("on", CityTime.day(time.instant()))
                .param("by", by)
                .update();
    }

    private @Nullable String name(Inquiry of) {
        UUID person = of.person();
        return person == null ? null : directory.staff(person).name();
    }

    /** What everybody may read, the latest first. */
    public List<PublicNotice> published(String region) {
        return jdbc.sql("""
                        select number, kind, origin, department_code, name, finding, sanction, text, published_on
                          from supervision.public_notice
                         where region_code = :region
                         order by published_on desc, inquiry_id
                         limit :most
                        """)
                .param("region", region)
                .param("most", Inquiries.MOST)
                .query((row, _) -> new PublicNotice(
                        row.getString("number"),
                        row.getString("kind"),
                        row.getString("origin").equals("clue"),
                        row.getString("department_code"),
                        row.getString("name"),
                        row.getString("finding"),
                        row.getString("sanction"),
                        row.getString("text"),
                        row.getObject("published_on", LocalDate.class)))
                .list();
    }

    /** 姓名隐去一部分: the family name stays. */
    private static String shortened(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)) + "某"
                + (name.codePointCount(0, name.length()) > 2 ? "某" : "");
    }
}

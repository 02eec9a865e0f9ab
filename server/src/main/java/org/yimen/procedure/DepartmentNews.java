package org.yimen.procedure;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.DataRights;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Directory.Holder;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 部门消息: tells who may answer for a department, in his messages at the desk; their phones are their own. */
@Component
class DepartmentNews {

    /** Who answers questions and confirms copies. */
    static final List<String> ANSWERING = List.of("examiner", "chief", "head");

    private final Directory directory;
    private final DataRights rights;
    private final Outbox outbox;
    private final InstantSource time;

    DepartmentNews(Directory directory, DataRights rights, Outbox outbox, InstantSource time) {
        this.directory = directory;
        this.rights = rights;
        this.outbox = outbox;
        this.time = time;
    }

    /**
     * Of a department as a whole, in the caller's transaction; whoever holds two of the posts hears it once, and nobody who has
     * his post for one place.
     */
    void tell(
            String region,
            String department,
            List<String> roles,
            String cause,
            String template,
            List<Text> arguments,
            String link) {
        var today = CityTime.day(time.instant());
        tell(
                region,
                roles.stream().flatMap(role -> directory.holders(region, department + "/" + role, today).stream()),
                cause,
                template,
                arguments,
                link);
    }

    /** The same of one case: also whoever has his post for its place. */
    void tell(
            CaseId about,
            String department,
            List<String> roles,
            String cause,
            String template,
            List<Text> arguments,
            String link) {
        var today = CityTime.day(time.instant());
        tell(
                about.region(),
                roles.stream().flatMap(role -> rights.holders(about, department + "/" + role, today).stream()),
                cause,
                template,
                arguments,
                link);
    }

    private void tell(
            String region, Stream<Holder> holders, String cause, String template, List<Text> arguments, String link) {
        holders.map(holder -> holder.staff().id())
                .distinct()
                .forEach(officer -> tell(region, officer, cause, template, arguments, link));
    }

    void tell(String region, UUID officer, String cause, String template, List<Text> arguments, String link) {
        outbox.postInside(Notice.of(region, officer, officer, cause, template, arguments, time.instant())
                .to(link));
    }
}

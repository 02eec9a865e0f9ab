package org.yimen.desk;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.catalogue.DataRights;
import org.yimen.catalogue.ItemVersion;
import org.yimen.notify.Enquiries;
import org.yimen.notify.Enquiry;
import org.yimen.notify.Remark;
import org.yimen.notify.Remarks;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** What people wrote and asked, as far as it is an officer's to answer or to see to. */
@Component
class Talks {

    private static final Set<String> ANSWERING = Set.of("window", "accept", "examiner", "chief", "head");

    private final Remarks remarks;
    private final Enquiries enquiries;
    private final Directory directory;

    Talks(Remarks remarks, Enquiries enquiries, Directory directory) {
        this.remarks = remarks;
        this.enquiries = enquiries;
        this.directory = directory;
    }

    List<Remark> waiting(Officer officer, int limit) {
        return remarks.waiting(officer.region(), departments(officer), limit);
    }

    /** How much waits for this officer: unanswered texts of his departments, and his own questions. */
    int count(Officer officer) {
        return waiting(officer, Remarks.MOST).size()
                + enquiries.waiting(officer.region(), officer.id()).size();
    }

    /** Open questions of his departments, for whoever looks after others. */
    List<Enquiry> overseen(Officer officer) {
        return enquiries.open(officer.region(), overseenDepartments(officer));
    }

    /** True where a question is his, was offered to him, or is one of a department that he looks after. */
    @Guard
    boolean mayRead(Officer officer, Enquiry enquiry) {
        return enquiry.owner().equals(officer.id())
                || officer.id().equals(enquiry.receiver())
                || overseenDepartments(officer).contains(enquiry.department());
    }

    /** Supervision reads the threads and writes nothing into them. */
    @Guard
    static boolean mayAnswer(Officer officer, ItemVersion item) {
        String post = DataRights.post(officer, item);
        return ANSWERING.contains(post.substring(post.indexOf('/') + 1));
    }

    Collection<String> departments(Officer officer) {
        return DataRights.seesAll(officer) ? all() : officer.departmentsAs(ANSWERING.toArray(String[]::new));
    }

    private List<String> overseenDepartments(Officer officer) {
        boolean everything = officer.watchesAll();
        return everything ? all() : officer.departmentsAs("head");
    }

    private List<String> all() {
        return Stream.concat(directory.departments().stream().map(Department::code), Stream.of("ZX"))
                .distinct()
                .toList();
    }
}

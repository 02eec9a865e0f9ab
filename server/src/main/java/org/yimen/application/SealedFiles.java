package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.State;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.document.Enclosure;
import org.yimen.document.Fact;
import org.yimen.document.Paper;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.Sealing;
import org.yimen.document.StoredPaper;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.platform.CityTime;

/**
 * 用印 as a common service (M-DAT-08): a system of the deciding department has a file of its own sealed in a case that is decided.
 * The same register of seals says whether, as for our own papers; every use is in the record of the seal with its case.
 */
@Service
public class SealedFiles {

    private final SealedPapers papers;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    SealedFiles(SealedPapers papers, Directory directory, AuditLog audit, InstantSource time) {
        this.papers = papers;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Seals the file, once under one id.
     *
     * @param officer who asks: he sits in the deciding department and holds its letter to issue for the item
     * @throws CaseRuleBroken {@code application.may-not.issue}
     * @throws org.yimen.document.DocumentRuleBroken {@code document.seal.nothing-recorded} while nothing is decided, and whatever
     *     else the register of seals refuses
     */
    @Transactional
    public StoredPaper seal(UUID id, CaseFile<State> file, ItemVersion item, Officer officer, Enclosure enclosed) {
        String region = file.id().region();
        UUID caseId = file.id().value();
        Optional<StoredPaper> before = papers.find(region, id).filter(each -> isOf(each, file));
        if (before.isPresent()) {
            return before.get();
        }
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        String organ = item.department();
        // 行政许可法 art. 39: the seal is the deciding organ's, and its use in a case rests on a letter like every other
        // act.
        if (officer.letterFor(Right.ISSUE, organ, item.code(), today).isEmpty()) {
            throw CaseRuleBroken.withoutAuthority("application.may-not.issue");
        }
        Set<String> posts = Set.of(organ + "/examiner", organ + "/chief", organ + "/head");
        String post = posts.stream().filter(officer::holds).sorted().findFirst().orElse("");
        Actor actor = Actor.officer(officer.id(), post);
        StoredPaper sealed = papers.enclosing(
                id,
                region,
                caseId,
                page(file, officer, enclosed, today),
                enclosed,
                organ,
                new Sealing(actor, posts),
                now);
        audit.record(
                region,
                officer.id().toString(),
                "application.file-sealed",
                caseId.toString(),
                Map.of("case", file.number(), "file", enclosed.sm3()));
        return sealed;
    }

    /** A file that was sealed in this case. */
    public Optional<StoredPaper> find(CaseFile<State> file, UUID id) {
        return papers.find(file.id().region(), id).filter(each -> isOf(each, file));
    }

    private static boolean isOf(StoredPaper paper, CaseFile<State> file) {
        return paper.kind() == PaperKind.SEALED_FILE
                && paper.caseId().equals(file.id().value());
    }

    /** Chinese in every language of the interface, like all that bears a seal. */
    private Paper page(CaseFile<State> file, Officer officer, Enclosure enclosed, LocalDate today) {
        Department organ = directory.department(file.id().region(), file.department());
        return Paper.of(
                        PaperKind.SEALED_FILE,
                        "",
                        PaperKind.SEALED_FILE.chinese(),
                        "",
                        organ.name().zh(),
                        today)
                .withParagraphs("本页加盖印章，及于所附文件的每一个字节。文件内容由提交系统负责。")
                .withFacts(List.of(
                        new Fact("办件编号", file.number()),
                        new Fact("所附文件", enclosed.name()),
                        new Fact("文件大小", enclosed.size() + " 字节"),
                        new Fact("文件 SM3", enclosed.sm3()),
                        new Fact("提交系统", officer.name())));
    }
}

package org.yimen.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.desk.ProceduresPage.Line;

/** Puts what a special procedure knows beside the case that it belongs to. */
@Component
class ProcedureLines {

    private final WorkLists lists;
    private final Catalogue catalogue;

    ProcedureLines(WorkLists lists, Catalogue catalogue) {
        this.lists = lists;
        this.catalogue = catalogue;
    }

    Map<UUID, Summary> summaries(String region, List<UUID> ids) {
        var files = new HashMap<UUID, Summary>();
        for (int from = 0; from < ids.size(); from += WorkLists.MOST) {
            files.putAll(lists.byIds(region, ids.subList(from, Math.min(from + WorkLists.MOST, ids.size()))));
        }
        return files;
    }

    <T> List<Line<T>> lines(List<T> of, Function<T, UUID> caseId, Map<UUID, Summary> files) {
        return of.stream()
                .flatMap(each -> line(each, files.get(caseId.apply(each))).stream())
                .toList();
    }

    <T> Line<T> line(T of, UUID caseId, String region) {
        return line(of, lists.byIds(region, List.of(caseId)).get(caseId)).orElseThrow(ProcedureLines::notFound);
    }

    private <T> Optional<Line<T>> line(T of, @Nullable Summary file) {
        return file == null
                ? Optional.empty()
                : catalogue
                        .version(file.subject().code(), file.subject().version())
                        .map(item -> new Line<>(of, file, item));
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

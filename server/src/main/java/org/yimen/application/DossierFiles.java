package org.yimen.application;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yimen.document.BlobId;
import org.yimen.document.BlobRows;

/** Which files applicants handed in or put into drafts. What a dossier holds is sealed, so that each is opened once. */
@Component
class DossierFiles implements BlobRows {

    private static final int DOSSIERS = 200;

    private final Dossiers dossiers;

    DossierFiles(Dossiers dossiers) {
        this.dossiers = dossiers;
    }

    @Override
    public Set<BlobId> named(Set<BlobId> blobs) {
        var left = new HashSet<>(blobs);
        var named = new HashSet<BlobId>();
        var after = Dossiers.BEFORE_ALL;
        List<Dossier> some;
        do {
            some = left.isEmpty() ? List.of() : dossiers.all(after, DOSSIERS);
            for (Dossier dossier : some) {
                dossier.content().files().forEach(file -> {
                    var blob = new BlobId(file.blob());
                    if (left.remove(blob)) {
                        named.add(blob);
                    }
                });
                after = new Dossiers.Place(dossier.region(), dossier.id());
            }
        } while (some.size() == DOSSIERS);
        return named;
    }
}

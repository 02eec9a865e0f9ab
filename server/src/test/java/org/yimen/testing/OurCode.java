package org.yimen.testing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.yimen.Yimen;

/** The classes of the application, for tests of how it is written; read once for all of them, since that takes seconds. */
public final class OurCode {

    public static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(Yimen.class);

    private OurCode() {}
}

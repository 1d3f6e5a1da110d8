package io.confab.shared;

import java.util.Locale;

import org.hibernate.exception.ConstraintViolationException;
import org.springframework.dao.DataIntegrityViolationException;

/** Tells which of the database's constraints a statement violated. */
public final class Constraint {

    private Constraint() {}

    /** Whether it was this one. H2 names the index behind it, which begins with the constraint's name. */
    public static boolean isViolated(String constraint, DataIntegrityViolationException failure) {
        return failure.getCause() instanceof ConstraintViolationException violation
                && violation.getConstraintName() != null
                && violation.getConstraintName().toLowerCase(Locale.ROOT).contains(constraint);
    }
}

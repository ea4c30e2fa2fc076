/**
 * Turns facts about the structure of the Bytebase API (services, methods with their HTTP bindings,
 * messages, enums) into OpenAPI documents of its REST binding.
 *
 * <p>Two documents come out of one conversion: the one that is published, with plain path
 * parameters, and the one that the client generator reads, with whole resource names as path
 * parameters. Of older ages only the latter is made, for the services of the GitOps path. {@code
 * OpenApiConverter} is the heart of it; builds call {@link io.bytebase4j.openapi.WriteDocuments}
 * and {@link io.bytebase4j.openapi.MoveApi}.
 */
@NullMarked
package io.bytebase4j.openapi;

import org.jspecify.annotations.NullMarked;

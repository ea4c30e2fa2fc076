package io.bytebase4j.openapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes methods as OpenAPI operations. */
final class OperationWriter {
  private static final String ERROR = "#/components/responses/Error";

  private final ApiFacts facts;
  private final DocumentStyle style;
  private final SchemaWriter schemas;
  private final OperationTexts texts;
  private final Map<String, Set<String>> boundFields = new HashMap<>();
  private final Set<String> pageRequests = new HashSet<>();
  private final List<String> leftOut = new ArrayList<>();

  OperationWriter(ApiFacts facts, DocumentStyle style, SchemaWriter schemas, OperationTexts texts) {
    this.facts = facts;
    this.style = style;
    this.schemas = schemas;
    this.texts = texts;
  }

  /** What the document has no place for, each with the reason. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Request fields, by message, that always travel in the path; complete after {@link #paths}. */
  Map<String, Set<String>> boundFields() {
    return boundFields;
  }

  /** Request messages whose page token travels in the body; complete after {@link #paths}. */
  Set<String> pageRequests() {
    return pageRequests;
  }

  /** All paths, sorted. */
  JsonObject paths() {
    findBoundFields();
    Map<String, JsonObject> paths = new TreeMap<>();
    for (ApiFacts.Service service : facts.services()) {
      for (ApiFacts.Method method : service.methods()) {
        addMethod(service, method, paths);
      }
    }
    JsonObject sorted = new JsonObject();
    paths.forEach(sorted::add);
    return sorted;
  }

  // A field that is in the path of every binding is dropped from the request's schema. One that is
  // in the path of some only (BatchSyncInstances) stays.
  private void findBoundFields() {
    for (ApiFacts.Service service : facts.services()) {
      for (ApiFacts.Method method : service.methods()) {
        for (Shape shape : Shape.of(method)) {
          boundFields.merge(
              method.input(),
              new HashSet<>(shape.boundFields()),
              (before, now) -> {
                before.retainAll(now);
                return before;
              });
        }
      }
    }
  }

  private void addMethod(
      ApiFacts.Service service, ApiFacts.Method method, Map<String, JsonObject> paths) {
    String name = service.shortName() + "." + method.name();
    if (method.clientStreaming() || method.serverStreaming()) {
      leftOut.add(name + ": streams");
      return;
    }
    if (method.http().isEmpty()) {
      leftOut.add(name + ": has no REST binding");
      return;
    }
    int number = 0;
    for (Shape shape : Shape.of(method)) {
      number++;
      if (style == DocumentStyle.GENERATOR) {
        String id = JsonNames.lowerFirst(method.name()) + (number == 1 ? "" : variantName(shape));
        add(paths, shape.path(), service, method, shape, shape.first(), id);
        continue;
      }
      for (ApiFacts.Binding binding : shape.bindings()) {
        int place = method.http().indexOf(binding) + 1;
        String id = JsonNames.lowerFirst(method.name()) + (place == 1 ? "" : "_" + place);
        String path = PathTemplate.parse(binding.path()).withSegments();
        add(paths, path, service, method, shape, binding, id);
      }
    }
  }

  /** {@code listInstances} of a project becomes {@code listInstancesByParent}. */
  private static String variantName(Shape shape) {
    List<PathTemplate.Variable> variables = shape.template().variables();
    return variables.isEmpty()
        ? "Everywhere"
        : "By" + JsonNames.upperFirst(variables.get(0).parameter());
  }

  private void add(
      Map<String, JsonObject> paths,
      String path,
      ApiFacts.Service service,
      ApiFacts.Method method,
      Shape shape,
      ApiFacts.Binding binding,
      String id) {
    String verb = binding.verb().toLowerCase(java.util.Locale.ROOT);
    JsonObject item = paths.computeIfAbsent(path, unused -> new JsonObject());
    if (item.has(verb)) {
      throw new ConversionException(
          binding.verb()
              + " "
              + path
              + " is wanted by two methods, one of them "
              + service.shortName()
              + "."
              + method.name());
    }
    item.add(verb, operation(path, service, method, shape, binding, id));
  }

  private JsonObject operation(
      String path,
      ApiFacts.Service service,
      ApiFacts.Method method,
      Shape shape,
      ApiFacts.Binding binding,
      String id) {
    String tag = service.shortName();
    String name = tag + "." + method.name();
    JsonObject operation =
        Json.object("operationId", tag + "_" + id, "tags", Json.array(List.of(tag)));
    operation.addProperty("summary", texts.summary(name, method.name()));
    if (method.permission() != null) {
      operation.addProperty("description", "Needs the permission `" + method.permission() + "`.");
    } else if (method.allowWithoutCredential()) {
      operation.addProperty("description", "Needs no access token.");
    }
    operation.addProperty("x-bytebase-method", service.name() + "/" + method.name());
    if (method.deprecated()) {
      operation.addProperty("deprecated", true);
    }
    JsonArray parameters = parameters(path, method, shape, binding);
    if (style == DocumentStyle.GENERATOR && takesResourceName(parameters)) {
      operation.addProperty("x-bytebase-takes-resource-name", true);
    }
    if (!parameters.isEmpty()) {
      operation.add("parameters", parameters);
    }
    if (style == DocumentStyle.GENERATOR) {
      addPaging(operation, method, binding);
    }
    JsonObject body = body(method, shape, binding);
    if (body != null) {
      operation.add("requestBody", body);
    }
    operation.add("responses", responses(method));
    if (method.allowWithoutCredential()) {
      operation.add("security", new JsonArray());
    }
    return operation;
  }

  private void addPaging(JsonObject operation, ApiFacts.Method method, ApiFacts.Binding binding) {
    Paging paging = Paging.of(fieldsOf(method.input()), fieldsOf(method.output()));
    if (paging != null) {
      operation.add("x-bytebase-page", paging.mark(schemas.names()));
      if ("*".equals(binding.body())) {
        pageRequests.add(method.input());
      }
    }
  }

  private JsonArray parameters(
      String path, ApiFacts.Method method, Shape shape, ApiFacts.Binding binding) {
    JsonArray parameters = new JsonArray();
    for (String segment : path.split("[{]", -1)) {
      int end = segment.indexOf('}');
      if (end >= 0) {
        parameters.add(pathParameter(segment.substring(0, end), shape));
      }
    }
    if ("*".equals(binding.body())) {
      return parameters;
    }
    for (ApiFacts.Field field : fieldsOf(method.input())) {
      if (!shape.boundFields().contains(field.name()) && !field.name().equals(binding.body())) {
        addQueryParameter(parameters, method, field);
      }
    }
    return parameters;
  }

  private JsonObject pathParameter(String name, Shape shape) {
    JsonObject parameter =
        Json.object(
            "name", name, "in", "path", "required", true, "schema", Json.object("type", "string"));
    if (style == DocumentStyle.GENERATOR) {
      List<String> forms = shape.resourceNameForms(name);
      if (!forms.isEmpty()) {
        parameter.addProperty(
            "description", "A resource name of the form " + String.join(" or ", forms) + ".");
        parameter.addProperty("x-bytebase-resource-name", true);
      }
      parameter.add("x-bytebase-name-forms", Json.array(shape.patterns(name)));
    }
    return parameter;
  }

  private static boolean takesResourceName(JsonArray parameters) {
    return parameters.asList().stream()
        .anyMatch(parameter -> parameter.getAsJsonObject().has("x-bytebase-resource-name"));
  }

  private void addQueryParameter(
      JsonArray parameters, ApiFacts.Method method, ApiFacts.Field field) {
    boolean scalar =
        field.ref() == null
            || !field.type().equals("message")
            || field.ref().equals("google.protobuf.FieldMask");
    if (!scalar) {
      leftOut.add(method.name() + ": query field " + field.json() + " is a message");
      return;
    }
    JsonObject type = schemas.valueOf(method.input(), field);
    JsonObject schema = field.repeated() ? Json.object("type", "array", "items", type) : type;
    parameters.add(Json.object("name", field.json(), "in", "query", "schema", schema));
  }

  private @Nullable JsonObject body(ApiFacts.Method method, Shape shape, ApiFacts.Binding binding) {
    if (binding.body() == null) {
      return null;
    }
    String type = method.input();
    if (binding.body().equals("*")) {
      Set<String> inPath = shape.boundFields();
      if (fieldsOf(type).stream().allMatch(field -> inPath.contains(field.name()))) {
        return null;
      }
    } else {
      type =
          fieldsOf(type).stream()
              .filter(field -> field.name().equals(binding.body()))
              .map(ApiFacts.Field::ref)
              .findFirst()
              .orElseThrow(
                  () ->
                      new ConversionException(
                          method.name()
                              + ": the body field "
                              + binding.body()
                              + " is not in "
                              + method.input()));
    }
    return Json.object("required", true, "content", content(Json.ref(schemas.names().get(type))));
  }

  private JsonObject responses(ApiFacts.Method method) {
    JsonObject ok = Json.object("description", "The call succeeded.");
    if (!WellKnownTypes.isEmpty(method.output()) && !fieldsOf(method.output()).isEmpty()) {
      ok.add("content", content(Json.ref(schemas.names().get(method.output()))));
    }
    JsonObject responses = Json.object("200", ok);
    if (style == DocumentStyle.PUBLISHED) {
      responses.add("4XX", Json.object("$ref", ERROR));
      responses.add("default", Json.object("$ref", ERROR));
    }
    return responses;
  }

  /** The answers that all operations of the published document share. */
  static JsonObject sharedResponses() {
    return Json.object(
        "Error",
        Json.object("description", "The call failed.", "content", content(Json.ref("RpcStatus"))));
  }

  private static JsonObject content(JsonObject schema) {
    return Json.object("application/json", Json.object("schema", schema));
  }

  private List<ApiFacts.Field> fieldsOf(String message) {
    if (WellKnownTypes.isEmpty(message)) {
      return List.of();
    }
    ApiFacts.Message found = facts.messages().get(message);
    if (found == null) {
      throw new ConversionException(
          "message " + message + " is used but the facts do not define it");
    }
    return found.fields();
  }
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Web.Features.Datasets.Editing;

/// <summary>A case while it is typed: everything is text until it is taken.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class CaseDraftInput
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Key { get; set; } = "";

    public string Title { get; set; } = "";

    public List<Variable> Variables { get; } = [];

    public List<Answer> Answers { get; } = [];

    /// <summary>One a line: a tag may hold a comma.</summary>
    public string Tags { get; set; } = "";

    public string Split { get; set; } = "";

    public string Checks { get; set; } = "";

    public string Threshold { get; set; } = "";

    public static CaseDraftInput Empty(IEnumerable<string> variables)
    {
        var draft = new CaseDraftInput();
        draft.Variables.AddRange(variables.Select(name => new Variable { Name = name }));
        return draft;
    }

    public static CaseDraftInput Of(CaseInput test)
    {
        var draft = new CaseDraftInput
        {
            Key = test.Key ?? "",
            Title = test.Title ?? "",
            Tags = string.Join('\n', test.Tags),
            Split = test.Split ?? "",
            Checks = test.Assertions is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? JsonSerializer.Serialize(list, Indented) : "",
            Threshold = test.Threshold?.ToString(CultureInfo.InvariantCulture) ?? "",
        };
        draft.Variables.AddRange(test.Variables.EnumerateObject().Select(member => Variable.Of(member.Name, member.Value)));
        draft.Answers.AddRange(test.Expected.Select(text => new Answer { Text = text }));
        return draft;
    }

    public static CaseInput Of(GetCase.Details test, PendingRow row) => new()
    {
        Key = test.Key,
        Title = test.OwnTitle,
        Variables = test.Variables,
        Expected = test.Expected,
        Tags = row.Tags,
        Split = row.Split,
        Assertions = AssertionJson.Write(test.Assertions),
        Threshold = test.Threshold,
    };

    /// <summary>What was typed as a case, or every field that cannot be read.</summary>
    public (CaseInput? Case, IReadOnlyList<ErrorDetail> Faults) Take()
    {
        var faults = new List<ErrorDetail>();
        var variables = new Dictionary<string, JsonElement>();
        foreach (var variable in Variables.Where(variable => !variable.IsAbsent))
        {
            if (!variables.TryAdd(variable.Name.Trim(), variable.Take(faults)))
                faults.Add(new ErrorDetail(variable.Name, "the variable is there twice"));
        }

        var checks = AssertionJson.ParseText(Checks);
        if (!checks.IsOk)
            faults.Add(new ErrorDetail("assert", checks.Error.Message));
        double? threshold = null;
        if (Threshold.Trim().Length > 0)
        {
            threshold = double.TryParse(Threshold, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
            if (threshold is null)
                faults.Add(new ErrorDetail("threshold", "this is no number"));
        }

        return faults.Count > 0 ? (null, faults) : (new CaseInput
        {
            Key = Key.Trim(),
            Title = Title.Trim(),
            Variables = JsonSerializer.SerializeToElement(variables),
            Expected = [.. Answers.Select(answer => answer.Text)],
            Tags = [.. Tags.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()],
            Split = Split.Trim().Length == 0 ? null : Split.Trim(),
            Assertions = AssertionJson.Write(checks.Value),
            Threshold = threshold,
        }, []);
    }

    public sealed class Answer
    {
        public string Text { get; set; } = "";
    }

    public sealed class Variable
    {
        public string Name { get; set; } = "";

        public string Text { get; set; } = "";

        /// <summary>The text is JSON: a number, a list, an object.</summary>
        public bool IsJson { get; set; }

        /// <summary>Offered because other cases have it; left empty it is not stored.</summary>
        [JsonIgnore]
        public bool IsAbsent => !IsJson && !WasThere && Text.Length == 0;

        [JsonInclude]
        public bool WasThere { get; private init; }

        public static Variable Of(string name, JsonElement value) => new()
        {
            Name = name,
            IsJson = value.ValueKind != JsonValueKind.String,
            Text = value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value, Indented),
            WasThere = true,
        };

        internal JsonElement Take(List<ErrorDetail> faults)
        {
            if (!IsJson)
                return JsonSerializer.SerializeToElement(Text);
            try
            {
                return JsonElement.Parse(Text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            }
            catch (JsonException fault)
            {
                faults.Add(new ErrorDetail(Name, $"line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1}: this is no JSON"));
                return default;
            }
        }
    }
}

using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>A case while its fields are gathered from any of the formats, with what is wrong in it.</summary>
internal sealed class CaseDraft(int row, int? line = null)
{
    private readonly List<(string Name, JsonElement Value)> _variables = [];
    private readonly List<string> _expected = [];
    private readonly List<string> _shorthand = [];
    private readonly List<string> _tags = [];
    private string _assertions = "[]";
    private double? _threshold;
    private string? _metric;
    private string? _description;
    private string? _split;
    private CaseOrigin? _origin;

    public int Row => row;

    public int? Line => line;

    public string? Key { get; private set; }

    public List<ImportProblem> Problems { get; } = [];

    public void Problem(string? column, string reason, int? at = null) => Problems.Add(new ImportProblem(row, column is null ? null : Excerpt.Of(column), reason, at ?? line));

    public void SetKey(string column, string key)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            Problem(column, "the id is empty");
        }
        else if (key.Any(char.IsControl))
        {
            Problem(column, "an id holds no line break, tab or other control character");
        }
        else if (key.Length > DatasetImporter.MaxKeyLength)
        {
            Problem(column, $"an id holds at most {DatasetImporter.MaxKeyLength} characters");
        }
        else if (Key is not null)
        {
            Problem(column, "the id is given twice");
        }
        else
        {
            Key = key.Trim();
        }
    }

    public void AddVariable(string name, JsonElement value)
    {
        if (name.Length > DatasetImporter.MaxNameLength)
        {
            Problem(name, $"the name of the variable is longer than {DatasetImporter.MaxNameLength} characters");
        }
        else if (_variables.Any(variable => variable.Name == name))
        {
            Problem(name, "the variable is given twice");
        }
        else if (LengthOf(value) > DatasetImporter.MaxCellLength)
        {
            Problem(name, string.Create(CultureInfo.InvariantCulture, $"the value is longer than {DatasetImporter.MaxCellLength:N0} characters"));
        }
        else
        {
            _variables.Add((name, value));
        }
    }

    // A text counts as it is read, not as a format escapes it: what one format lets in another must not keep out.
    private static int LengthOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()!.Length : value.GetRawText().Length;

    public void AddExpected(IEnumerable<string> answers) => _expected.AddRange(answers);

    public void AddShorthand(string assertion) => _shorthand.Add(assertion);

    public void AddTags(IEnumerable<string> tags) => _tags.AddRange(tags.Where(tag => tag.Length > 0 && !_tags.Contains(tag)));

    public void SetAssertions(JsonElement list) => _assertions = list.GetRawText();

    public void SetThreshold(string column, double threshold)
    {
        if (threshold is >= 0 and <= 1)
        {
            _threshold = threshold;
        }
        else
        {
            Problem(column, "a threshold lies between 0 and 1");
        }
    }

    public void SetThreshold(string column, string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold))
        {
            SetThreshold(column, threshold);
        }
        else
        {
            Problem(column, $"'{Excerpt.Of(text)}' is not a number");
        }
    }

    public void SetMetric(string metric) => _metric = metric;

    public void SetDescription(string description) => _description = description;

    public void SetSplit(string column, string split)
    {
        var name = split.Trim();
        if (name.Length > DatasetImporter.MaxSplitLength || name.Any(char.IsControl))
        {
            Problem(column, $"a split is a name of at most {DatasetImporter.MaxSplitLength} characters on one line");
        }
        else
        {
            _split = name.Length == 0 ? null : name;
        }
    }

    public void SetOrigin(string column, JsonElement value)
    {
        var (origin, fault) = OriginJson.Read(value);
        _origin = origin;
        if (fault is not null)
        {
            Problem(column, fault);
        }
    }

    public void SetOrigin(CaseOrigin? origin) => _origin = origin;

    /// <summary>Checks that hold for every format, after all fields are in.</summary>
    public void Complete(IReadOnlyCollection<string> requiredVariables)
    {
        if (_variables.Count == 0 && _expected.Count == 0 && _shorthand.Count == 0 && _assertions == "[]" && Problems.Count == 0)
        {
            Problem(null, "the case gives no variable, no accepted answer and no check");
        }

        foreach (var name in requiredVariables)
        {
            var value = _variables.FirstOrDefault(variable => variable.Name == name).Value;
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
                || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0))
            {
                Problem(name, "the value is required and missing");
            }
        }
    }

    public ImportedCase Build(string key) => new()
    {
        Key = key,
        Variables = JsonSerializer.SerializeToElement(_variables.ToDictionary(variable => variable.Name, variable => variable.Value)),
        Expected = _expected,
        Tags = _tags,
        Assertions = _assertions,
        ExpectedShorthand = _shorthand,
        Threshold = _threshold,
        Metric = _metric,
        Description = _description,
        Split = _split,
        Origin = _origin,
        Row = row,
    };
}

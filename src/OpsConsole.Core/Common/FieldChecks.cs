using System.Globalization;

namespace OpsConsole.Core.Common;

/// <summary>Collects every faulty field of one command, so that a person sees all of them at once; where a detail stands is the field's name.</summary>
internal sealed class FieldChecks(string area)
{
    private readonly List<ErrorDetail> _faults = [];

    /// <summary>The refusal <c>area.invalid</c>, or null when every field is right.</summary>
    public Error? Fault => _faults switch
    {
        [] => null,
        [var only] => Error.Invalid($"{area}.invalid", $"{only.Where}: {only.Reason}", _faults),
        [var first, ..] => Error.Invalid($"{area}.invalid", $"{_faults.Count} fields need attention, first {first.Where}: {first.Reason}", _faults),
    };

    public FieldChecks Key(string field, string value, bool folders = false) => Add(field, KeyRules.Fault(value, folders));

    public FieldChecks Required(string field, string? value, int longest) =>
        That(!string.IsNullOrWhiteSpace(value), field, "must not be empty").Text(field, value, longest);

    /// <summary>Databases cut or refuse longer text, each in its own way; people should hear it in words.</summary>
    public FieldChecks Text(string field, string? value, int longest) =>
        That((value?.Length ?? 0) <= longest, field, string.Create(CultureInfo.InvariantCulture, $"takes at most {longest:N0} characters, this has {value?.Length:N0}"));

    /// <summary>A number within bounds, both included; null always passes.</summary>
    public FieldChecks Range(string field, double? value, double from, double to) => That(
        value is null || (value >= from && value <= to), field, string.Create(CultureInfo.InvariantCulture, $"must lie between {from:0.##} and {to:0.##}, this is {value}"));

    public FieldChecks That(bool holds, string field, string reason) => Add(field, holds ? null : reason);

    public FieldChecks Add(string field, string? fault)
    {
        if (fault is not null)
            _faults.Add(new ErrorDetail(field, fault));
        return this;
    }
}

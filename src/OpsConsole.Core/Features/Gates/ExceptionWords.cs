using OpsConsole.Core.Features.Gates.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>The states of an exception as people say them.</summary>
public static class ExceptionWords
{
    public static string Of(GateExceptionState state) => state switch
    {
        GateExceptionState.InReview => "in review",
        GateExceptionState.Approved => "approved",
        GateExceptionState.Rejected => "rejected",
        GateExceptionState.Withdrawn => "withdrawn",
        GateExceptionState.Closed => "closed",
    };
}

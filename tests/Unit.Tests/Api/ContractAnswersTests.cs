using System.Text.Json;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.Json;
using MobileBackend.Api.OpenApi;
using MobileBackend.Application.CallbackRequests;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Application.Devices;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Programmes.Definitions;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Api;

public sealed class ContractAnswersTests
{
    private static readonly Guid Id = Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f");
    private static readonly ContractAnswers Answers = new();

    private static readonly CallbackRequestResponse Callback = new(
        Id,
        CallbackStatus.Pending,
        new SlotResponse(new DateOnly(2026, 11, 24), new TimeOnly(10, 0), new TimeOnly(10, 30), Instant(9), Instant(10), Remaining: null),
        [new WishedSlotResponse(new DateOnly(2026, 11, 24), new TimeOnly(10, 0))],
        "+33 •• •• •• •• 78",
        InterpreterNeeded: true,
        InterpreterResponse.Acceo(),
        Instant(8).AddMilliseconds(7),
        [new AttemptResponse(Instant(9), AttemptOutcome.WrongNumber)],
        FollowUpToken: null);

    /// <summary>The examples of the contract stand for what the commands answer; each must have one.</summary>
    public static TheoryData<string> IdempotentResponses => [.. Commands().Select(ResponseOf).Select(type => type.FullName!).Distinct()];

    [Theory]
    [MemberData(nameof(IdempotentResponses))]
    public void Read_AnswerOfAnIdempotentCommand_IsWrittenAgainAsTheSameText(string response)
    {
        var examples = Examples().Where(example => example.GetType().FullName == response).ToList();

        examples.ShouldNotBeEmpty();
        foreach (var example in examples)
        {
            ShouldBeTheSameAgain(example);
        }
    }

    [Fact]
    public void Read_AnswerWithAnObjectOfMany_IsWrittenAgainAsTheSameText()
    {
        var answers = new Dictionary<string, object>
        {
            ["reasons"] = new List<string> { "santé", "« l’argent »", "</script>" },
            ["note"] = "Zoé 🙂 \"rit\"\u2028",
            ["cigarettes"] = 12,
            ["alone"] = false,
        };

        ShouldBeTheSameAgain(new EnrolmentResponse(
            Id, "tis", 3, EnrolmentStatus.Active, GoalKind.Quit, new DateOnly(2026, 11, 23), null, -3, null, answers,
            new MessagingResponse(default, new TimeOnly(18, 5)), [], [], null));
    }

    [Fact]
    public void Write_Always_IsTheContractsJsonUnderItsSchema()
    {
        var answer = Answers.Write(Callback);

        answer.Response.ShouldBe("CallbackRequest");
        answer.Json.ShouldBe(JsonSerializer.Serialize(Callback, ApiJson.Options));
        answer.Json.ShouldContain("\"outcome\":\"wrong-number\"");
        answer.ToString().ShouldBe("(answer)");
    }

    [Theory]
    [InlineData("\"status\":\"pending\",", "")]
    [InlineData("\"interpreterNeeded\":true,", "")]
    [InlineData("\"status\":\"pending\"", "\"status\":null")]
    [InlineData("\"status\":\"pending\"", "\"status\":\"Pending\"")]
    [InlineData("\"status\":\"pending\"", "\"state\":\"pending\"")]
    [InlineData("\"start\":\"10:00\"", "\"start\":\"10:00\",\"colour\":\"red\"")]
    [InlineData("\"wishedSlots\":[{\"date\":\"2026-11-24\",\"start\":\"10:00\"}]", "\"wishedSlots\":null")]
    public void Read_AnswerThatNoLongerFits_IsAFaultWithoutTheContent(string written, string changed)
    {
        var answer = Answers.Write(Callback);
        answer.Json.ShouldContain(written);

        answer = answer with { Json = answer.Json.Replace(written, changed) };
        var fault = Should.Throw<StoredFormException>(() => Answers.Read(answer, typeof(CallbackRequestResponse)));

        fault.Message.ShouldContain("CallbackRequest");
        fault.ToString().ShouldNotContain("pending");
    }

    [Fact]
    public void Read_AsAnotherResponse_IsAFault() =>
        Should.Throw<StoredFormException>(() => Answers.Read(Answers.Write(Callback), typeof(DeviceTokensResponse))).Message.ShouldContain("'DeviceTokens'");

    private static void ShouldBeTheSameAgain(object response)
    {
        var answer = Answers.Write(response);

        var read = Answers.Read(answer, response.GetType());

        read.ShouldBeOfType(response.GetType());
        Answers.Write(read).ShouldBe(answer);
        (read as ICreated)?.Id.ShouldBe(((ICreated)response).Id);
    }

    private static DateTimeOffset Instant(int hour) => new(2026, 11, 24, hour, 0, 0, TimeSpan.Zero);

    private static List<Type> Commands()
    {
        var commands = typeof(IIdempotentCommand).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IIdempotentCommand))).ToList();
        commands.ShouldContain(type => type.Name == "EnrolCommand", "the commands were not found");
        return commands;
    }

    private static Type ResponseOf(Type command) => command.GetInterfaces()
        .Single(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICommand<>)).GetGenericArguments()[0].GetGenericArguments().Single();

    private static IEnumerable<object> Examples() => typeof(IApiExamples).Assembly.GetTypes()
        .Where(type => type.IsClass && type.IsAssignableTo(typeof(IApiExamples))).SelectMany(type => ((IApiExamples)Activator.CreateInstance(type)!).Values);
}
